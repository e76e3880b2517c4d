package vn.caunoi.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.caunoi.channel.Button;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.platform.VietnamTime;
import vn.caunoi.platform.WrongSetting;
import vn.caunoi.ward.Ward;

/**
 * {@code config/campaign.yaml}: when notices may leave, how late is too late, what stands around every text, and when failures stop a campaign.
 * {@code to} may be {@code 24:00}.
 */
record CampaignRules(Hours hours, int staleAfterMinutes, String header, String footer, Brake brake, int draftDaysAhead) {
  static final String PATH = "config/campaign.yaml";

  record Hours(String from, String to) {}

  /** A campaign pauses itself when at least {@code failures} targets failed and they are more than {@code share} of what was tried. */
  record Brake(int failures, double share) {}

  CampaignRules checked() {
    if (!hours.from().matches("([01]\\d|2[0-3]):[0-5]\\d") || !hours.to().matches("([01]\\d|2[0-3]):[0-5]\\d|24:00")) {
      throw new WrongSetting(PATH + ": hours cần from và to dạng HH:MM, ví dụ 07:00 và 21:00.");
    }
    return this;
  }

  /** Whether a notice may leave now, by the clock on the wall in Vietnam. */
  boolean allows(Instant at) {
    var time = at.atZone(VietnamTime.ZONE).toLocalTime();
    boolean early = time.isBefore(LocalTime.parse(hours.from()));
    boolean late = !hours.to().equals("24:00") && !time.isBefore(LocalTime.parse(hours.to()));
    return !early && !late;
  }

  /** Why this launch must not go on by itself, or null when it may. */
  @Nullable String objection(Instant launchAt, Instant now) {
    if (Duration.between(launchAt, now).toMinutes() > staleAfterMinutes) {
      return "Đã quá giờ hẹn hơn %d phút (hẹn %s, giờ Việt Nam).".formatted(staleAfterMinutes, VietnamTime.minute(launchAt));
    }
    return allows(now) ? null : "Ngoài giờ gửi tin %s–%s (giờ Việt Nam).".formatted(hours.from(), hours.to());
  }

  /** What residents read: the ward's line, the text, and the warning against scams. */
  OutboundMessage message(Ward ward, String body) {
    var text = String.join("\n\n", header.replace("{police}", ward.police()), body, footer);
    return new OutboundMessage(text, List.<Button>of(), null);
  }
}
