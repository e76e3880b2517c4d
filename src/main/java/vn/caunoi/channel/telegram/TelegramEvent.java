package vn.caunoi.channel.telegram;

import java.util.List;
import vn.caunoi.channel.InboundMessage;

/** What one update means to us, and which courtesies it asks for once it is stored. */
sealed interface TelegramEvent {
  List<TelegramCourtesy> courtesies();

  /** A person did something, or a group got a new id. */
  record Done(InboundMessage message, List<TelegramCourtesy> courtesies) implements TelegramEvent {}

  /** Not ours to keep, for instance what is written in a group. */
  record Ignored(List<TelegramCourtesy> courtesies) implements TelegramEvent {
    static final Ignored QUIETLY = new Ignored(List.of());
  }

  /** Well formed, but nothing we know; {@code kind} is Telegram's name of it. */
  record Unknown(String kind, List<TelegramCourtesy> courtesies) implements TelegramEvent {
    Unknown(String kind) {
      this(kind, List.of());
    }
  }
}
