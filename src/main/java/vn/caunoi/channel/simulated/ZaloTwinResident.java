package vn.caunoi.channel.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person with Zalo on the phone, as the twin plays one. */
public final class ZaloTwinResident {
  private final ZaloTwinOa oa;
  private final String id;
  volatile boolean follows;
  volatile boolean left;
  volatile boolean blocks;
  volatile @Nullable Instant followedAt;
  volatile @Nullable Instant lastInteraction;
  volatile int welcomes = ZaloTwinQuotas.WELCOMES;

  ZaloTwinResident(ZaloTwinOa oa, String id) {
    this.oa = oa;
    this.id = id;
  }

  public String id() {
    return id;
  }

  /** Whoever did anything before opens their window by it; everybody else may get a few messages. */
  public void follows() {
    follows = true;
    followedAt = oa.now();
    lastInteraction = lastInteraction == null ? null : followedAt;
    left = false;
    blocks = false;
    oa.tell(followEvent("follow"));
  }

  /** Cannot be written to until they follow or write again. */
  public void unfollows() {
    follows = false;
    left = true;
    oa.tell(followEvent("unfollow"));
  }

  /** Refuses the OA's messages in the app's settings. Zalo tells nobody: the next send finds out. */
  public void blocks() {
    blocks = true;
  }

  public void unblocks() {
    blocks = false;
  }

  public boolean isFollowing() {
    return follows;
  }

  /** Unfollowed, and did not write since. */
  public boolean hasLeft() {
    return left;
  }

  public boolean isBlocking() {
    return blocks;
  }

  /** When this person last did what opens the window; null: never. */
  public @Nullable Instant lastInteraction() {
    return lastInteraction;
  }

  public void says(String text) {
    send("user_send_text", Map.of("text", text, "msg_id", ZaloTwinTokens.random()));
  }

  /** Taps a button of the newest message that has one so titled. */
  public void taps(String title) {
    var button = oa.messagesTo(id).reversed().stream().flatMap(message -> message.buttons().stream())
        .filter(candidate -> candidate.title().equals(title)).findFirst()
        .orElseThrow(() -> new IllegalStateException("no button \"" + title + "\" on the phone"));
    says(button.payload());
  }

  /** Sends a picture, which stays at the twin until it is fetched from there. */
  public void sendsPhoto(byte[] picture, @Nullable String caption) {
    var url = oa.keepPhoto(picture);
    var message = new LinkedHashMap<String, Object>();
    message.put("msg_id", ZaloTwinTokens.random());
    if (caption != null) {
      message.put("text", caption);
    }
    message.put("attachments", List.of(Map.of("type", "image", "payload", Map.of("thumbnail", url, "url", url))));
    send("user_send_image", message);
  }

  public void sendsLocation(double latitude, double longitude) {
    var coordinates = Map.of("latitude", String.valueOf(latitude), "longitude", String.valueOf(longitude));
    send("user_send_location", Map.of("msg_id", ZaloTwinTokens.random(),
        "attachments", List.of(Map.of("type", "location", "payload", Map.of("coordinates", coordinates)))));
  }

  public void sendsSticker() {
    send("user_send_sticker", Map.of("msg_id", ZaloTwinTokens.random(),
        "attachments", List.of(Map.of("type", "sticker", "payload", Map.of("id", "1", "url", "https://zalo-sticker.invalid/1")))));
  }

  /** Asks Zalo that everybody who knows them through the OA forget them. */
  public void withdraws() {
    var event = event("user_withdraw");
    event.put("user_id", id);
    oa.tell(event);
  }

  /** Presses "Nhắn tin" on the OA's page, which opens the window. Zalo tells once in a lifetime. */
  public void clicksChatNow() {
    acts();
    var event = event("user_click_chatnow");
    event.put("user_id", id);
    oa.tell(event);
  }

  /** Calls the OA, which opens the window. */
  public void calls() {
    acts();
    var event = oa.envelope("user_call_oa", id, oa.id(), Map.of());
    event.put("call_id", ZaloTwinTokens.random());
    event.put("call_duration", "12000");
    oa.tell(event);
  }

  /** Writes in a group of the OA, which opens the window too. */
  public void saysInGroup(String groupId, String text) {
    acts();
    var event = oa.envelope("user_send_group_text", id, groupId, Map.of("text", text, "msg_id", ZaloTwinTokens.random()));
    event.put("oa_id", oa.id());
    oa.tell(event);
  }

  /** As if the last word of this person were so long ago: for windows of 48 hours and 7 days. */
  public void lastWroteAgo(Duration ago) {
    lastInteraction = oa.now().minus(ago);
  }

  /** Texts on the phone, oldest first. */
  public List<String> reads() {
    return oa.messagesTo(id).stream().map(ZaloTwinOa.Message::text).toList();
  }

  private void send(String event, Map<String, Object> message) {
    acts();
    oa.tell(oa.envelope(event, id, oa.id(), message));
  }

  private void acts() {
    lastInteraction = oa.now();
    left = false;
    blocks = false;
  }

  private Map<String, Object> followEvent(String name) {
    var event = event(name);
    event.put("follower", Map.of("id", id));
    event.put("source", "oa_profile");
    return event;
  }

  /** Of those events that name no sender. */
  private Map<String, Object> event(String name) {
    var event = new LinkedHashMap<String, Object>();
    event.put("oa_id", oa.id());
    event.put("user_id_by_app", id);
    event.put("event_name", name);
    event.put("app_id", oa.appId());
    event.put("timestamp", String.valueOf(oa.now().toEpochMilli()));
    return event;
  }
}
