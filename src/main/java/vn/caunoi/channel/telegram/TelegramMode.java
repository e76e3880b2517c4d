package vn.caunoi.channel.telegram;

/** How updates reach us. */
enum TelegramMode { WEBHOOK, POLLING }
