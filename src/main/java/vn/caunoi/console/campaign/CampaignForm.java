package vn.caunoi.console.campaign;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.caunoi.campaign.Campaign;
import vn.caunoi.campaign.NewCampaign;
import vn.caunoi.campaign.TemplateChoice;
import vn.caunoi.contact.Audience;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.VietnamTime;

/** The form as it comes from the page; {@code at} is what a {@code datetime-local} field holds, in Vietnam's time. */
record CampaignForm(@Nullable String title, @Nullable String body, @Nullable String whom, @Nullable List<String> groups, @Nullable String when,
    @Nullable String at, @Nullable String template) {
  private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

  static CampaignForm empty() {
    return new CampaignForm("", "", "all", List.of(), "now", "", "");
  }

  static CampaignForm of(Campaign c) {
    return new CampaignForm(c.title(), c.body(), c.toAll() ? "all" : "groups", Stream.of(c.groups()).map(UUID::toString).toList(),
        c.scheduleAt() == null ? "now" : "later", c.scheduleAt() == null ? "" : FIELD.format(c.scheduleAt().atZone(VietnamTime.ZONE)),
        c.template() == null ? "" : TemplateFields.value(c.template().accountId(), c.template().templateId()));
  }

  public boolean has(String group) {
    return groups != null && groups.contains(group);
  }

  NewCampaign toNew(@Nullable TemplateChoice choice) {
    var audience = "groups".equals(whom) ? Audience.of(ids()) : Audience.ALL;
    return new NewCampaign(title == null ? "" : title, body == null ? "" : body, audience, "later".equals(when) ? time() : null, choice);
  }

  private Set<UUID> ids() {
    try {
      return groups == null ? Set.of() : groups.stream().map(UUID::fromString).collect(Collectors.toSet());
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("groups", "Có tổ dân phố không đúng.");
    }
  }

  private Instant time() {
    try {
      return VietnamTime.at(LocalDateTime.parse(at == null ? "" : at));
    } catch (DateTimeException e) {
      throw new InvalidInput("at", "Hãy chọn ngày giờ gửi (giờ Việt Nam).");
    }
  }
}
