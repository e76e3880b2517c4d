package vn.caunoi.campaign;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.caunoi.platform.CauNoiSettings;
import vn.caunoi.platform.ConfigFiles;

@Configuration(proxyBeanMethods = false)
class CampaignConfiguration {

  private static final String ANY_HOUR = "00:00-24:00";

  /**
   * {@code caunoi.campaign.hours} ({@code 00:00-24:00}) stands above the file, for tests and rehearsals that do not wait for the morning. The
   * demo knows no night: nobody real is woken by it.
   */
  @Bean
  CampaignRules campaignRules(ConfigFiles files, CauNoiSettings settings, @Value("${caunoi.campaign.hours:}") String given) {
    var rules = files.read(CampaignRules.PATH, CampaignRules.class);
    var hours = given.isBlank() && settings.demo() ? ANY_HOUR : given;
    if (hours.isBlank()) {
      return rules.checked();
    }
    var ends = hours.split("-", 2);
    return new CampaignRules(new CampaignRules.Hours(ends[0], ends[ends.length - 1]), rules.staleAfterMinutes(), rules.header(), rules.footer(),
        rules.brake(), rules.draftDaysAhead()).checked();
  }
}
