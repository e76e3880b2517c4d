package vn.caunoi.channel.telegram;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.MessageLimits;
import vn.caunoi.channel.MessageSender;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;

/**
 * Sends plain text without a parse mode: nothing that a resident or an officer writes can be markup, so nothing needs escaping and no send
 * fails on a stray {@code <}. Previews of links are off: Telegram would fetch the page of a tip.
 */
class TelegramSender implements MessageSender {
  /** Longest text under a picture; a longer one follows as a message of its own. */
  static final int CAPTION_LENGTH = 1_024;

  private final TelegramApi api;
  private final Function<ChannelAccount, Mono<TelegramBot>> bots;
  private final TelegramPictures pictures;

  TelegramSender(TelegramApi api, Function<ChannelAccount, Mono<TelegramBot>> bots, TelegramPictures pictures) {
    this.api = api;
    this.bots = bots;
    this.pictures = pictures;
  }

  @Override
  public Channel channel() {
    return Channel.TELEGRAM;
  }

  @Override
  public Mono<SendOutcome> send(ChannelAccount account, ChannelAddress to, UUID deliveryId, OutboundMessage message) {
    var text = TelegramKeyboard.withPlainLinks(message.text(), message.buttons());
    if (text.isBlank() && message.image() == null) {
      return Mono.just(new SendOutcome.Refused("local", "empty"));
    }
    if (text.length() > MessageLimits.textLength(Channel.TELEGRAM)) {
      return Mono.just(new SendOutcome.Refused("local", "too long"));
    }
    if (!TelegramKeyboard.fits(message.buttons())) {
      return Mono.just(new SendOutcome.Refused("local", "buttons"));
    }
    return bots.apply(account)
        .flatMap(bot -> message.image() == null
            ? sendText(bot, to, text, message)
            : sendPicture(bot, to, message.image(), text, message))
        .switchIfEmpty(Mono.fromSupplier(() -> new SendOutcome.AccountDown("no credentials")));
  }

  private Mono<SendOutcome> sendText(TelegramBot bot, ChannelAddress to, String text, OutboundMessage message) {
    var method = SendMessage.builder().chatId(to.externalId()).text(text)
        .replyMarkup(TelegramKeyboard.of(message.buttons()))
        .linkPreviewOptions(LinkPreviewOptions.builder().isDisabled(true).build())
        .build();
    return api.call(bot, method).map(answer -> TelegramErrors.outcome(answer, to));
  }

  private Mono<SendOutcome> sendPicture(TelegramBot bot, ChannelAddress to, UUID image, String text, OutboundMessage message) {
    return pictures.bytes(bot.account().wardId(), image)
        .flatMap(bytes -> text.length() <= CAPTION_LENGTH
            ? upload(bot, to, bytes, captioned(text, message))
            : upload(bot, to, bytes, form -> {}).flatMap(first -> thenText(first, bot, to, text, message)))
        .switchIfEmpty(Mono.defer(() -> sendText(bot, to, text, message)));
  }

  private Mono<SendOutcome> upload(TelegramBot bot, ChannelAddress to, byte[] bytes, Consumer<MultipartBodyBuilder> more) {
    Consumer<MultipartBodyBuilder> picture = form -> {
      form.part("chat_id", to.externalId());
      form.part("photo", new ByteArrayResource(bytes)).filename("photo.jpg").contentType(MediaType.IMAGE_JPEG);
    };
    return api.upload(bot, "sendPhoto", picture.andThen(more)).map(answer -> TelegramErrors.outcome(answer, to));
  }

  private static Consumer<MultipartBodyBuilder> captioned(String text, OutboundMessage message) {
    return form -> {
      form.part("caption", text, MediaType.parseMediaType("text/plain;charset=UTF-8"));
      var keyboard = TelegramKeyboard.of(message.buttons());
      if (keyboard != null) {
        form.part("reply_markup", new String(TelegramJson.write(keyboard), StandardCharsets.UTF_8),
            MediaType.parseMediaType("text/plain;charset=UTF-8"));
      }
    };
  }

  /** Once the picture is there, a repeat of the whole would show it twice: what could be repeated becomes "may have arrived". */
  private Mono<SendOutcome> thenText(SendOutcome picture, TelegramBot bot, ChannelAddress to, String text, OutboundMessage message) {
    if (!(picture instanceof SendOutcome.Accepted)) {
      return Mono.just(picture);
    }
    return sendText(bot, to, text, message).map(outcome -> switch (outcome) {
      case SendOutcome.NotSent n -> new SendOutcome.Unknown("picture sent, text not: " + n.reason());
      case SendOutcome.RateLimited r -> new SendOutcome.Unknown("picture sent, text held back");
      default -> outcome;
    });
  }
}
