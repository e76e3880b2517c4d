package vn.caunoi.channel.telegram;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;
import vn.caunoi.platform.ConfigFiles;
import vn.caunoi.platform.WrongSetting;

/** What a bot shows of itself, from {@code config/texts/telegram-commands.yaml}: its commands, who it is, what it says in groups. */
record TelegramMenu(List<Command> commands, String description, String about, Groups groups) {
  private static final String FILE = "config/texts/telegram-commands.yaml";
  private static final int DESCRIPTION = 512;
  private static final int ABOUT = 120;
  /** Understood in every bot, whether listed or not. */
  private static final List<String> ALWAYS = List.of("start", "help");

  /** {@code says} are the words it stands for; {@code link} is what a link into the private chat opens, null for the welcome. */
  record Command(String name, String says, String description, @Nullable String link) {}

  /** In groups there is one command and one answer: write privately. */
  record Groups(GroupCommand command, String reply, String button) {}

  record GroupCommand(String name, String description) {}

  static TelegramMenu read(ConfigFiles files) {
    var menu = files.read(FILE, TelegramMenu.class);
    check("description", menu.description(), DESCRIPTION);
    check("about", menu.about(), ABOUT);
    if (menu.groups() == null || menu.groups().command() == null) {
      throw new WrongSetting("%s: thiếu \"groups\" với command, reply và button.".formatted(FILE));
    }
    check("groups.reply", menu.groups().reply(), TelegramLetter.CAPTION_LENGTH);
    check("groups.button", menu.groups().button(), 40);
    check(menu.groups().command().name(), menu.groups().command().description());
    menu.commands().forEach(command -> check(command.name(), command.description()));
    return menu;
  }

  private static void check(String name, String description) {
    if (!name.matches("[a-z0-9_]{1,32}") || description.isBlank() || description.length() > 256) {
      throw new WrongSetting("%s: lệnh \"%s\" không dùng được; tên gồm 1-32 chữ thường không dấu, chữ số hoặc _, mô tả 1-256 ký tự."
          .formatted(FILE, name));
    }
  }

  private static void check(String key, @Nullable String text, int most) {
    if (text == null || text.isBlank() || text.strip().length() > most) {
      throw new WrongSetting("%s: \"%s\" cần 1-%d ký tự.".formatted(FILE, key, most));
    }
  }

  Map<String, String> keywords() {
    return commands.stream().collect(Collectors.toUnmodifiableMap(Command::name, Command::says));
  }

  /** Whether a command that names no bot is meant for this one. */
  boolean knows(String command) {
    return ALWAYS.contains(command) || groups.command().name().equals(command) || find(command).isPresent();
  }

  /** What a private chat opens with that is begun because of this command. */
  @Nullable String link(String command) {
    return find(command).map(Command::link).orElse(null);
  }

  private Optional<Command> find(String name) {
    return commands.stream().filter(command -> command.name().equals(name)).findFirst();
  }

  List<BotCommand> inPrivate() {
    return commands.stream().map(command -> new BotCommand(command.name(), command.description())).toList();
  }

  List<BotCommand> inGroups() {
    return Stream.of(groups.command()).map(command -> new BotCommand(command.name(), command.description())).toList();
  }
}
