/**
 * Zalo Official Accounts: signed events in, messages out, and the rotating pair of tokens.
 * Start reading at {@link vn.caunoi.channel.zalo.ZaloWebhook} (in) and {@link vn.caunoi.channel.zalo.ZaloSender} (out).
 */
@NullMarked
package vn.caunoi.channel.zalo;

import org.jspecify.annotations.NullMarked;
