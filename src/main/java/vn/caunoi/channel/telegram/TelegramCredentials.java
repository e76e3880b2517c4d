package vn.caunoi.channel.telegram;

/**
 * What is kept sealed with an account. {@code apiUrl} has no slash at its end; {@code webhookSecret} is what Telegram repeats in a header
 * of every webhook call.
 */
record TelegramCredentials(String token, String apiUrl, String webhookSecret, TelegramMode mode) {

  TelegramCredentials {
    apiUrl = apiUrl.endsWith("/") ? apiUrl.substring(0, apiUrl.length() - 1) : apiUrl;
  }

  @Override
  public String toString() {
    return "TelegramCredentials[" + mode + "]";
  }
}
