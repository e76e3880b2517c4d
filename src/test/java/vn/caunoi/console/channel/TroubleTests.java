package vn.caunoi.console.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;

class TroubleTests {
  private static final Pattern DOWN = Pattern.compile("AccountDown\\(\"([^\"]+)\"");

  @Test
  void everyReasonForWhichSendersTakeAnAccountDownHasARemedy() throws IOException {
    var reasons = new ArrayList<String>();
    for (var folder : List.of("zalo", "telegram")) {
      try (Stream<Path> files = Files.list(Path.of("src/main/java/vn/caunoi/channel", folder))) {
        for (var file : files.toList()) {
          DOWN.matcher(Files.readString(file)).results().forEach(found -> reasons.add(found.group(1)));
        }
      }
    }
    assertThat(reasons).hasSizeGreaterThan(10).allSatisfy(reason ->
        assertThat(Trouble.of(account(ChannelAccount.Status.DOWN, reason.equals("HTTP ") ? "HTTP 403" : reason)).remedy()).as(reason).isNotBlank());
  }

  @Test
  void whatIsUnknownIsShownAsItIs() {
    assertThat(Trouble.of(account(ChannelAccount.Status.ACTIVE, "Chưa liên lạc được với Telegram, đang thử lại."))).isEqualTo(
        new Trouble("Chưa liên lạc được với Telegram, đang thử lại.", ""));
    assertThat(Trouble.of(account(ChannelAccount.Status.ACTIVE, null))).isNull();
  }

  private static ChannelAccount account(ChannelAccount.Status status, String reason) {
    return new ChannelAccount(UUID.randomUUID(), UUID.randomUUID(), Channel.ZALO, "oa", null, false, status, reason, 1);
  }
}
