/**
 * Telegram's Bot API. The library's types and its Jackson 2 stay in here.
 * Start reading at {@link vn.caunoi.channel.telegram.TelegramSender} (out), {@link vn.caunoi.channel.telegram.TelegramUpdates} (in).
 */
@NullMarked
package vn.caunoi.channel.telegram;

import org.jspecify.annotations.NullMarked;
