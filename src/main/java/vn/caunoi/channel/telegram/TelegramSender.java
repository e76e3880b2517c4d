package vn.caunoi.channel.telegram;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Function;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.ReplyParameters;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.MessageSender;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;

/**
 * Sends text as HTML with everything escaped, and pictures with their text under them. Should Telegram ever refuse the markup, the same text
 * goes once more as plain text: nothing was shown of the first. Previews of links are off: Telegram would fetch the page of a tip.
 */
class TelegramSender implements MessageSender {
  private static final Logger log = LoggerFactory.getLogger(TelegramSender.class);
  private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");

  private final TelegramApi api;
  private final Function<ChannelAccount, Mono<TelegramBot>> bots;
  private final TelegramPictures pictures;
  private final TelegramQuestions questions;
  private final MeterRegistry meters;

  TelegramSender(TelegramApi api, Function<ChannelAccount, Mono<TelegramBot>> bots, TelegramPictures pictures, TelegramQuestions questions,
      MeterRegistry meters) {
    this.api = api;
    this.bots = bots;
    this.pictures = pictures;
    this.questions = questions;
    this.meters = meters;
  }

  @Override
  public Channel channel() {
    return Channel.TELEGRAM;
  }

  @Override
  public Mono<SendOutcome> send(ChannelAccount account, ChannelAddress to, UUID deliveryId, OutboundMessage message) {
    var letter = TelegramLetter.of(to, message);
    var fault = letter.fault();
    return fault != null
        ? Mono.just(new SendOutcome.Refused("local", fault))
        : bots.apply(account).flatMap(bot -> send(bot, letter))
            .switchIfEmpty(Mono.fromSupplier(() -> new SendOutcome.AccountDown("no credentials")));
  }

  private Mono<SendOutcome> send(TelegramBot bot, TelegramLetter letter) {
    return (letter.image() == null ? texts(bot, letter) : picture(bot, letter, letter.image()))
        .doOnNext(outcome -> remember(letter, outcome));
  }

  private Mono<SendOutcome> picture(TelegramBot bot, TelegramLetter letter, UUID image) {
    return pictures.bytes(bot.account().wardId(), image)
        .flatMap(bytes -> letter.fitsUnderAPicture()
            ? upload(bot, letter, bytes, letter.pieces().getFirst())
            : upload(bot, letter, bytes, "").flatMap(first -> afterPart(first, texts(bot, letter))))
        .switchIfEmpty(Mono.defer(() -> texts(bot, letter)));
  }

  private Mono<SendOutcome> texts(TelegramBot bot, TelegramLetter letter) {
    var first = text(bot, letter, 0);
    return Flux.range(1, letter.pieces().size() - 1)
        .reduce(first, (before, piece) -> before.flatMap(outcome -> afterPart(outcome, text(bot, letter, piece))))
        .flatMap(Function.identity());
  }

  /** Once a part is there, a repeat of the whole would show it twice: what could be repeated becomes "may have arrived". */
  private static Mono<SendOutcome> afterPart(SendOutcome part, Mono<SendOutcome> next) {
    if (!(part instanceof SendOutcome.Accepted)) {
      return Mono.just(part);
    }
    return next.map(outcome -> switch (outcome) {
      case SendOutcome.NotSent n -> new SendOutcome.Unknown("part sent: " + n.reason());
      case SendOutcome.RateLimited r -> new SendOutcome.Unknown("part sent: held back");
      case SendOutcome.Moved m -> new SendOutcome.Unknown("part sent: moved");
      case SendOutcome.AccountDown d -> new SendOutcome.Unknown("part sent: " + d.reason());
      default -> outcome;
    });
  }

  private Mono<SendOutcome> text(TelegramBot bot, TelegramLetter letter, int piece) {
    var plain = letter.pieces().get(piece);
    return Mono.defer(() -> api.call(bot, message(letter, piece, TelegramHtml.of(plain), TelegramHtml.PARSE_MODE)))
        .flatMap(answer -> isMarkupRefused(bot, answer) ? api.call(bot, message(letter, piece, plain, null)) : Mono.just(answer))
        .map(answer -> TelegramErrors.outcome(answer, letter.to()));
  }

  private static SendMessage message(TelegramLetter letter, int piece, String text, @Nullable String parseMode) {
    return SendMessage.builder().chatId(letter.chat().id()).messageThreadId(letter.chat().topic()).text(text).parseMode(parseMode)
        .replyMarkup(letter.keyboard(piece))
        .replyParameters(piece > 0 || letter.answers() == null ? null
            : ReplyParameters.builder().messageId(letter.answers()).allowSendingWithoutReply(true).build())
        .linkPreviewOptions(LinkPreviewOptions.builder().isDisabled(true).build())
        .build();
  }

  private Mono<SendOutcome> upload(TelegramBot bot, TelegramLetter letter, byte[] bytes, String caption) {
    return photo(bot, letter, bytes, caption, true)
        .flatMap(answer -> isMarkupRefused(bot, answer) ? photo(bot, letter, bytes, caption, false) : Mono.just(answer))
        .map(answer -> TelegramErrors.outcome(answer, letter.to()));
  }

  private Mono<TelegramAnswer> photo(TelegramBot bot, TelegramLetter letter, byte[] bytes, String caption, boolean html) {
    return Mono.defer(() -> api.upload(bot, "sendPhoto", form -> {
      form.part("chat_id", String.valueOf(letter.chat().id()));
      form.part("photo", new ByteArrayResource(bytes)).filename("photo.jpg").contentType(MediaType.IMAGE_JPEG);
      if (letter.chat().topic() != null) {
        form.part("message_thread_id", String.valueOf(letter.chat().topic()));
      }
      if (!caption.isEmpty()) {
        form.part("caption", html ? TelegramHtml.of(caption) : caption, TEXT);
        if (html) {
          form.part("parse_mode", TelegramHtml.PARSE_MODE);
        }
        var keyboard = letter.keyboard(0);
        if (keyboard != null) {
          form.part("reply_markup", new String(TelegramJson.write(keyboard), StandardCharsets.UTF_8), TEXT);
        }
      }
    }));
  }

  private boolean isMarkupRefused(TelegramBot bot, TelegramAnswer answer) {
    boolean refused = answer instanceof TelegramAnswer.Refused no && TelegramErrors.isAboutMarkup(no);
    if (refused) {
      log.warn("telegram refused our markup, sent as plain text account={}", bot.account().id());
      meters.counter("caunoi.telegram.markup.refused").increment();
    }
    return refused;
  }

  private void remember(TelegramLetter letter, SendOutcome outcome) {
    if (letter.asks() && outcome instanceof SendOutcome.Accepted accepted && accepted.providerId().matches("\\d{1,18}")) {
      questions.asked(letter.to(), Long.parseLong(accepted.providerId()));
    }
  }
}
