package vn.caunoi.channel.telegram;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;
import vn.caunoi.platform.ConfigFiles;
import vn.caunoi.platform.WrongSetting;

/** The bot's command menu, from {@code config/texts/telegram-commands.yaml}. */
record TelegramMenu(List<Command> commands) {
  private static final String FILE = "config/texts/telegram-commands.yaml";

  record Command(String name, String says, String description) {}

  static TelegramMenu read(ConfigFiles files) {
    var menu = files.read(FILE, TelegramMenu.class);
    for (var command : menu.commands()) {
      if (!command.name().matches("[a-z0-9_]{1,32}") || command.description().isBlank() || command.description().length() > 256) {
        throw new WrongSetting("%s: lệnh \"%s\" không dùng được; tên gồm 1-32 chữ thường không dấu, chữ số hoặc _, mô tả 1-256 ký tự."
            .formatted(FILE, command.name()));
      }
    }
    return menu;
  }

  Map<String, String> keywords() {
    return commands.stream().collect(Collectors.toUnmodifiableMap(Command::name, Command::says));
  }

  List<BotCommand> forTelegram() {
    return commands.stream().map(command -> new BotCommand(command.name(), command.description())).toList();
  }
}
