package vn.caunoi.channel;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A network's own group of one residential group, made by our account so that the ward may post there at any hour. {@code externalId} and
 * {@code link} (how residents get in) are null until the network has made it. Of its members only the count is known. {@code trouble} says
 * in Vietnamese what is wrong and what to do, null when nothing is. {@code deletedOn} is when the network will remove a group whose asset
 * has lapsed.
 */
public record GroupChat(UUID wardId, UUID id, UUID accountId, UUID groupId, String name, @Nullable String externalId, @Nullable String link,
    Status status, @Nullable String trouble, int members, Asset asset, @Nullable LocalDate deletedOn) {
  /** Groups have ids of another form than people; the mark tells them apart wherever an address is kept. */
  private static final String MARK = "group:";

  public enum Status {
    CREATING("Đang tạo"), LIVE("Đang hoạt động"), DISABLED("Bị khoá"), LOST("Mất nhóm"), DISBANDED("Đã giải tán"), FAILED("Không tạo được");

    private final String label;

    Status(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /**
   * The right to have one group of so many members, bought from the network. {@code validThrough} is its last day, null when it was not
   * told; {@code free} is false once a group uses it.
   */
  public record Asset(String id, String kind, @Nullable LocalDate validThrough, boolean autoRenew, boolean free) {
    /** {@code gmf50} allows 50; 0 when the kind does not say. */
    public int mostMembers() {
      var digits = kind.replaceAll("\\D", "");
      return digits.isEmpty() || digits.length() > 6 ? 0 : Integer.parseInt(digits);
    }
  }

  /** May be posted to. */
  public boolean isLive() {
    return status == Status.LIVE && externalId != null;
  }

  /** Still stands, so that no second one is made beside it. */
  public boolean stands() {
    return status == Status.CREATING || status == Status.LIVE || status == Status.DISABLED;
  }

  /** Where a post goes; only for a group that the network has made. */
  public ChannelAddress address() {
    return addressOf(accountId, String.valueOf(externalId));
  }

  /** Where the group that the network calls so is written to. */
  public static ChannelAddress addressOf(UUID accountId, String externalId) {
    return new ChannelAddress(Channel.ZALO, accountId, MARK + externalId);
  }

  /** The network's id when this is the address of a group, else null. */
  public static @Nullable String externalIdOf(ChannelAddress address) {
    return address.externalId().startsWith(MARK) ? address.externalId().substring(MARK.length()) : null;
  }
}
