package vn.caunoi.channel.telegram;

import org.telegram.telegrambots.meta.api.methods.GetFile;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.InboundMedia;

/** Fetches a photo by its file id: Telegram names a path first, which is good for an hour. */
class TelegramMedia implements InboundMedia {
  private final TelegramApi api;
  private final TelegramBots bots;

  TelegramMedia(TelegramApi api, TelegramBots bots) {
    this.api = api;
    this.bots = bots;
  }

  @Override
  public Channel channel() {
    return Channel.TELEGRAM;
  }

  @Override
  public Mono<byte[]> fetch(ChannelAccount account, String reference) {
    return bots.of(account).flatMap(bot -> api.call(bot, GetFile.builder().fileId(reference).build())
        .flatMap(answer -> answer instanceof TelegramAnswer.Done done ? download(bot, done) : Mono.empty()));
  }

  private Mono<byte[]> download(TelegramBot bot, TelegramAnswer.Done file) {
    var path = file.result().path("file_path").asText();
    return path.isEmpty() || file.result().path("file_size").asLong(0) > MAX_BYTES || !path.matches("[\\w./-]+") || path.contains("..")
        ? Mono.empty()
        : api.download(bot, path).filter(bytes -> bytes.length <= MAX_BYTES);
  }
}
