/**
 * The ward's own chat page: a full channel for people without Zalo or Telegram, known only by a random key on their device.
 * Start reading at {@link vn.caunoi.channel.webchat.WebchatCalls} (in) and {@link vn.caunoi.channel.webchat.WebchatSender} (out).
 */
@NullMarked
package vn.caunoi.channel.webchat;

import org.jspecify.annotations.NullMarked;
