package vn.caunoi.channel.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.caunoi.channel.simulated.TelegramTwin;
import vn.caunoi.channel.simulated.ZaloTwin;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.NotFound;

/** Phones as trainees hold them, without the service behind. */
class TrainingNetworkTests {
  private final Clock clock = Clock.systemUTC();
  private final ZaloTwin zaloTwin = new ZaloTwin(clock, 0);
  private final TelegramTwin telegramTwin = new TelegramTwin(0, clock);
  private final TrainingNetwork zalo = new TrainingConfiguration().zaloTraining(zaloTwin, clock);
  private final TrainingNetwork telegram = new TrainingConfiguration().telegramTraining(telegramTwin, clock);

  @BeforeEach
  void start() {
    zaloTwin.start();
    telegramTwin.start();
  }

  @AfterEach
  void stop() {
    zaloTwin.stop();
    telegramTwin.stop();
  }

  @Test
  void aPhoneSaysWhetherTheWardMayWriteThere() {
    assertThat(zalo.phone("zalo-1").state()).startsWith("Chưa tương tác");
    zalo.write("zalo-1", "chào");
    assertThat(zalo.phone("zalo-1").state()).isEqualTo("Nhắn miễn phí còn 47 giờ");
    zalo.make("zalo-1", Gesture.QUIET_3_DAYS);
    assertThat(zalo.phone("zalo-1").state()).startsWith("Nhắn có phí còn 9");
    zalo.make("zalo-1", Gesture.QUIET_8_DAYS);
    assertThat(zalo.phone("zalo-1").state()).startsWith("Quá 7 ngày");
    zalo.make("zalo-1", Gesture.FOLLOW);
    zalo.make("zalo-1", Gesture.LEAVE);
    assertThat(zalo.phone("zalo-1").state()).startsWith("Đã bỏ quan tâm");
    zalo.make("zalo-1", Gesture.BLOCK);
    assertThat(zalo.phone("zalo-1").state()).isEqualTo("Đang chặn tin của OA");
    telegram.make("telegram-1", Gesture.START);
    telegram.make("telegram-1", Gesture.BLOCK);
    assertThat(telegram.phone("telegram-1").state()).isEqualTo("Đang chặn bot");
  }

  @Test
  void onlyWhatIsPossibleCanBeDone() {
    assertThatThrownBy(() -> zalo.make("zalo-1", Gesture.UNBLOCK)).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> telegram.make("telegram-1", Gesture.FOLLOW)).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> zalo.press("zalo-1", "Đồng ý")).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> zalo.write("zalo-99", "chào")).isInstanceOf(NotFound.class);
  }

  @Test
  void thePhoneShowsWhatItsOwnerDidInOrder() throws IOException {
    telegram.openGroup("telegram-1", "abc", "Tổ 7");
    telegram.write("telegram-1", "chào");
    telegram.sendPhoto("telegram-1", TrainingPicture.HOLE, TrainingPicture.HOLE.jpeg());
    telegram.sendLocation("telegram-1", 10.5, 106.5);
    assertThat(telegram.talk("telegram-1")).extracting(Bubble::text).containsExactly("Quét mã QR của Tổ 7", "chào", "", "📍 Vị trí 10.5, 106.5");
    assertThat(telegram.talk("telegram-2")).isEmpty();
    for (var picture : TrainingPicture.values()) {
      assertThat(ImageIO.read(new ByteArrayInputStream(picture.jpeg())).getWidth()).isEqualTo(960);
    }
  }

  @Test
  void everyFaultCanBeCausedAndCleared() {
    for (var network : Arrays.asList(zalo, telegram)) {
      network.faults().forEach(fault -> network.turn(fault.key(), true));
      assertThat(network.faults()).allMatch(fault -> fault.isOn() == fault.isLasting());
      assertThat(network.faultsWaiting()).isPositive();
      network.clearFaults();
      assertThat(network.faults()).noneMatch(Fault::isOn);
      assertThat(network.faultsWaiting()).isZero();
    }
  }

  @Test
  void phonesAreManyButNotEndless() {
    IntStream.rangeClosed(4, 30).forEach(i -> assertThat(zalo.add("Người " + i).id()).isEqualTo("zalo-" + i));
    assertThatThrownBy(() -> zalo.add("Một người nữa")).isInstanceOf(Conflict.class);
  }
}
