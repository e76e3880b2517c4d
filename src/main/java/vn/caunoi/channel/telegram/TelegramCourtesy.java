package vn.caunoi.channel.telegram;

import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.ChannelAddress;

/** A small thing owed to whoever did something, once it is stored. Not worth a row: late or lost it does no harm. */
sealed interface TelegramCourtesy {

  /** Ends the spinner on a pressed button. Owed for every press, whatever becomes of it. */
  record StopSpinner(String callbackId) implements TelegramCourtesy {}

  /** Takes the buttons away that have had their answer: those of {@code message}, and those of the question asked last. */
  record TakeButtons(ChannelAddress chat, @Nullable Integer message) implements TelegramCourtesy {}

  /** In a group, to somebody who called the bot: asks to write privately. {@code link} is what the private chat opens with. */
  record WritePrivately(TelegramChat chat, int message, @Nullable String link) implements TelegramCourtesy {}
}
