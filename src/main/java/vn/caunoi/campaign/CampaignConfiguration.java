package vn.caunoi.campaign;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.caunoi.platform.ConfigFiles;

@Configuration(proxyBeanMethods = false)
class CampaignConfiguration {

  /** {@code caunoi.campaign.hours} ({@code 00:00-24:00}) stands above the file, for tests and rehearsals that do not wait for the morning. */
  @Bean
  CampaignRules campaignRules(ConfigFiles files, @Value("${caunoi.campaign.hours:}") String hours) {
    var rules = files.read(CampaignRules.PATH, CampaignRules.class);
    if (hours.isBlank()) {
      return rules.checked();
    }
    var ends = hours.split("-", 2);
    return new CampaignRules(new CampaignRules.Hours(ends[0], ends[ends.length - 1]), rules.staleAfterMinutes(), rules.header(), rules.footer(),
        rules.zaloBilledVnd(), rules.brake(), rules.draftDaysAhead()).checked();
  }
}
