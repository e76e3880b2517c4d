package vn.caunoi.channel.telegram;

import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.InboundMessage;

/** What one update means to us. */
sealed interface TelegramEvent {

  /** A person did something. {@code callbackId} is set when a button was pressed: Telegram shows a spinner until it is answered. */
  record Done(InboundMessage message, @Nullable String callbackId) implements TelegramEvent {}

  /** Not ours to keep, for instance what is written in a group. A pressed button is answered all the same. */
  record Ignored(@Nullable String callbackId) implements TelegramEvent {}

  /** Well formed, but nothing we know; {@code kind} is Telegram's name of it. */
  record Unknown(String kind) implements TelegramEvent {}
}
