package vn.caunoi.channel.zalo;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Button;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.platform.VietnameseText;

/**
 * Posts to a group of the OA: no window, no night, free. For instance
 * <pre>{"recipient":{"group_id":"f4c1a90b7e22d5136aa0"},"message":{"text":"…"}}</pre>
 * In a text {@code [@group_id]} calls everybody and {@code [@user_id]} somebody, so no mention that was written by a person leaves as one.
 */
@Component
class ZaloGroupPost {
  private final ZaloGroupCalls zalo;
  private final ZaloGroups groups;
  private final AccessTokens tokens;
  private final ZaloPictures pictures;
  private final Clock clock;

  ZaloGroupPost(ZaloGroupCalls zalo, ZaloGroups groups, AccessTokens tokens, ZaloPictures pictures, Clock clock) {
    this.zalo = zalo;
    this.groups = groups;
    this.tokens = tokens;
    this.pictures = pictures;
    this.clock = clock;
  }

  Mono<SendOutcome> send(ChannelAccount account, String groupId, OutboundMessage message) {
    var text = text(message);
    if (text.length() > ZaloLetter.MAX_TEXT) {
      return Mono.just(new SendOutcome.Refused("too-long", "longer than 2000 characters"));
    }
    return picture(account, message.image()).map(picture -> letter(groupId, text, picture)).defaultIfEmpty(letter(groupId, text, message))
        .flatMap(letter -> zalo.post(account, letter))
        .flatMap(answer -> refusesTheQuote(message, answer) ? zalo.post(account, letter(groupId, text, message.quoting(null))) : Mono.just(answer))
        .flatMap(answer -> outcome(account, groupId, answer))
        .onErrorResume(AccessTokens.NoToken.class, none -> Mono.just(none.outcome()));
  }

  /** The quoted message may be old or gone; then the post stands alone. */
  private static boolean refusesTheQuote(OutboundMessage message, ZaloAnswer answer) {
    return message.quotes() != null && message.image() == null
        && answer instanceof ZaloAnswer.Said said && ZaloErrors.mayRefuseQuote(said.error());
  }

  private Mono<String> picture(ChannelAccount account, @Nullable UUID image) {
    return image == null ? Mono.empty() : tokens.current(account).flatMap(token -> pictures.attachmentId(account, token, image));
  }

  private Mono<SendOutcome> outcome(ChannelAccount account, String groupId, ZaloAnswer answer) {
    if (answer instanceof ZaloAnswer.Said said && said.error() == 0) {
      return Mono.just(new SendOutcome.Accepted(ZaloEvents.text(said.data(), "message_id")));
    }
    var learnt = answer instanceof ZaloAnswer.Said said ? groups.learn(account, groupId, said.error()) : Mono.<Void>empty();
    return learnt.thenReturn(answer.outcome(clock.instant()));
  }

  /** Replies have no place in a group, where nobody is answered; links are written out. */
  private static String text(OutboundMessage message) {
    var links = message.buttons().stream().filter(Button.Link.class::isInstance).toList();
    return neutral(VietnameseText.normalize(ZaloButtons.numbered(message.text(), links)));
  }

  /** Nothing that a person wrote may call anybody: without its bracket a mention is a word. */
  static String neutral(String text) {
    return text.replace("[@", "(@");
  }

  private static Map<String, Object> letter(String groupId, String text, OutboundMessage message) {
    var content = message.quotes() == null ? Map.of("text", text) : Map.of("text", text, "quote_message_id", message.quotes());
    return Map.of("recipient", Map.of("group_id", groupId), "message", content);
  }

  private static Map<String, Object> letter(String groupId, String text, String picture) {
    var media = Map.of("template_type", "media", "elements", List.of(Map.of("media_type", "image", "attachment_id", picture)));
    return Map.of("recipient", Map.of("group_id", groupId),
        "message", Map.of("text", text, "attachment", Map.of("type", "template", "payload", media)));
  }
}
