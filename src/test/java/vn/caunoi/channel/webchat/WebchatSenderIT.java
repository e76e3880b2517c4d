package vn.caunoi.channel.webchat;

import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.ChannelContract;
import vn.caunoi.channel.MessageSender;
import vn.caunoi.platform.LiveUpdates;
import vn.caunoi.platform.Vault;

/** The web chat keeps the contract with the ward's own database as its provider: nobody throttles it, refuses its texts or loses an answer. */
@CauNoiTest
class WebchatSenderIT extends ChannelContract {
  @Autowired private WebchatSender sender;
  @Autowired private Rooms rooms;
  @Autowired private Visitors visitors;
  @Autowired private ChatMessages messages;
  @Autowired private LiveUpdates live;
  @Autowired private Vault vault;
  @Autowired private TestWard wards;

  private Room room;
  private ChannelAddress resident;
  private WebchatSender asked;

  @BeforeEach
  void aVisitorWrites() {
    room = rooms.get(wards.create().slug()).block();
    resident = VisitorKey.create().address(room);
    visitors.writes(room.wardId(), resident).block();
    asked = sender;
  }

  @Override
  protected MessageSender sender() {
    return asked;
  }

  @Override
  protected ChannelAccount account() {
    return room.account();
  }

  @Override
  protected ChannelAddress resident() {
    return resident;
  }

  @Override
  protected void providerWill(ProviderAnswer answer) {
    switch (answer) {
      case ACCEPT -> { }
      case BLOCKED_BY_RESIDENT -> visitors.find(room.wardId(), resident).flatMap(visitor -> visitors.forget(room.wardId(), visitor)).block();
      case NOBODY_LISTENS -> asked = new WebchatSender(new Visitors(nowhere(), vault), messages, live);
      default -> throw new IllegalArgumentException(answer + " does not happen to a page of our own");
    }
  }

  @Override
  protected List<String> textsOnTheResidentsPhone() {
    return shown().stream().map(Bubble::text).toList();
  }

  @Override
  protected List<String> buttonsOnTheResidentsPhone() {
    return shown().getLast().choices().stream().map(Bubble.Choice::label).toList();
  }

  private List<Bubble> shown() {
    return visitors.find(room.wardId(), resident).flatMapMany(visitor -> messages.latest(room.wardId(), visitor)).map(ChatMessage::bubble).collectList()
        .block();
  }

  /** A database where nobody listens. */
  private static DatabaseClient nowhere() {
    return DatabaseClient.create(new PostgresqlConnectionFactory(
        PostgresqlConnectionConfiguration.builder().host("127.0.0.1").port(1).username("x").database("x").build()));
  }
}
