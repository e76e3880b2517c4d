package vn.caunoi.channel.zalo;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.MessageSender;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.channel.zalo.AccessTokens.NoToken;
import vn.caunoi.channel.zalo.ZaloPin.Endpoint;

/**
 * Sends to one resident. Zalo has no idempotency key, so a request is repeated only after an answer that proves nothing was sent and that
 * has a cure: a new token, the other endpoint, no quote, no buttons, a fresh upload; each at most once per send.
 */
class ZaloSender implements MessageSender {
  private final ZaloApi api;
  private final AccessTokens tokens;
  private final ZaloPins pins;
  private final ZaloPictures pictures;
  private final OaUsage usage;
  private final Clock clock;
  private final SingleFlight<ZaloPin> probes = new SingleFlight<>();

  ZaloSender(ZaloApi api, AccessTokens tokens, ZaloPins pins, ZaloPictures pictures, OaUsage usage, Clock clock) {
    this.api = api;
    this.tokens = tokens;
    this.pins = pins;
    this.pictures = pictures;
    this.usage = usage;
    this.clock = clock;
  }

  @Override
  public Channel channel() {
    return Channel.ZALO;
  }

  @Override
  public Mono<SendOutcome> send(ChannelAccount account, ChannelAddress to, UUID deliveryId, OutboundMessage message) {
    return tokens.current(account)
        .flatMap(token -> pinOf(account, token).flatMap(pin -> begin(account, to, message, token, pin)))
        .onErrorResume(NoToken.class, none -> Mono.just(none.outcome()));
  }

  private Mono<SendOutcome> begin(ChannelAccount account, ChannelAddress to, OutboundMessage message, String token, ZaloPin pin) {
    var letter = new ZaloLetter(ZaloRecipient.of(to), message, null);
    return withPicture(account, letter, token).flatMap(ready -> new Attempt(account, ready, token, pin, Set.of()).run());
  }

  private Mono<ZaloLetter> withPicture(ChannelAccount account, ZaloLetter letter, String token) {
    var image = letter.message().image();
    return image == null
        ? Mono.just(letter)
        : pictures.attachmentId(account, token, image).map(letter::with).defaultIfEmpty(letter);
  }

  /** Asks Zalo once what kind of OA this is. When it does not say, v3 is tried and the answer teaches us. */
  private Mono<ZaloPin> pinOf(ChannelAccount account, String token) {
    return pins.find(account).switchIfEmpty(probes.run(account.id(), () -> probe(account, token)));
  }

  private Mono<ZaloPin> probe(ChannelAccount account, String token) {
    return api.get(account.simulated(), "/v2.0/oa/getoa", token).flatMap(answer ->
        answer instanceof ZaloAnswer.Said said && said.error() == 0
            ? pins.keep(account, ZaloPin.ofType(ZaloEvents.text(said.data(), "oa_type")))
            : Mono.just(ZaloPin.ofType("")));
  }

  /** What can still be tried in this send; each cure once. */
  private enum Cure { TOKEN, ENDPOINT, QUOTE, BUTTONS, UPLOAD }

  /** One request, and what follows from its answer. */
  private final class Attempt {
    private final ChannelAccount account;
    private final ZaloLetter letter;
    private final String token;
    private final ZaloPin pin;
    private final Set<Cure> tried;

    Attempt(ChannelAccount account, ZaloLetter letter, String token, ZaloPin pin, Set<Cure> tried) {
      this.account = account;
      this.letter = letter;
      this.token = token;
      this.pin = pin;
      this.tried = tried;
    }

    Mono<SendOutcome> run() {
      if (letter.text(pin).length() > ZaloLetter.MAX_TEXT) {
        return Mono.just(new SendOutcome.Refused("too-long", "longer than 2000 characters"));
      }
      return api.post(account.simulated(), pin.endpoint().path, token, letter.body(pin))
          .delayUntil(answer -> answer instanceof ZaloAnswer.Said said ? usage.seen(account, said) : Mono.empty())
          .flatMap(this::after);
    }

    private Mono<SendOutcome> after(ZaloAnswer answer) {
      if (!(answer instanceof ZaloAnswer.Said said)) {
        return Mono.just(answer.outcome(clock.instant()));
      }
      int code = said.error();
      if (code == 0) {
        return accepted(said);
      }
      if (ZaloErrors.wantsToken(code) && untried(Cure.TOKEN)) {
        return tokens.renew(account, token).flatMap(fresh -> again(Cure.TOKEN, letter, fresh, pin).run());
      }
      if (ZaloErrors.wantsV2(code) && untried(Cure.ENDPOINT) && pin.endpoint() == Endpoint.V3) {
        return again(Cure.ENDPOINT, letter, token, pin.on(Endpoint.V2)).run();
      }
      if (ZaloErrors.wantsV3(code) && untried(Cure.ENDPOINT) && pin.endpoint() == Endpoint.V2) {
        return again(Cure.ENDPOINT, letter, token, pin.on(Endpoint.V3)).run();
      }
      if (ZaloErrors.mayRefuseQuote(code) && untried(Cure.QUOTE) && letter.quotes()) {
        return again(Cure.QUOTE, letter.withoutQuote(), token, pin).run();
      }
      if (ZaloErrors.mayRefuseButtons(code) && untried(Cure.BUTTONS) && letter.showsButtons(pin)) {
        return again(Cure.BUTTONS, letter, token, pin.withoutButtons()).run();
      }
      if (ZaloErrors.wantsUpload(code) && untried(Cure.UPLOAD) && letter.message().image() != null) {
        return uploadedAgain();
      }
      return Mono.just(said.outcome(clock.instant()));
    }

    /** A cure that worked on a resident is remembered for this OA. */
    private Mono<SendOutcome> accepted(ZaloAnswer.Said said) {
      SendOutcome outcome = new SendOutcome.Accepted(ZaloEvents.text(said.data(), "message_id"));
      boolean learnt = tried.contains(Cure.ENDPOINT) || tried.contains(Cure.BUTTONS);
      return learnt && letter.to() instanceof ZaloRecipient.Resident ? pins.keep(account, pin).thenReturn(outcome) : Mono.just(outcome);
    }

    private boolean untried(Cure cure) {
      return !tried.contains(cure);
    }

    private Attempt again(Cure cure, ZaloLetter other, String withToken, ZaloPin on) {
      var all = EnumSet.of(cure);
      all.addAll(tried);
      return new Attempt(account, other, withToken, on, all);
    }

    private Mono<SendOutcome> uploadedAgain() {
      pictures.forget(account, letter.message().image());
      return withPicture(account, letter.with(null), token).flatMap(fresh -> again(Cure.UPLOAD, fresh, token, pin).run());
    }
  }
}
