package vn.caunoi.contact;

import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.caunoi.channel.Channel;
import vn.caunoi.platform.ConfigFiles;
import vn.caunoi.platform.VietnamTime;

/** Puts into words what we know about a contact, as {@code config/texts/contact.yaml} says it. */
@Component
class ContactTexts {
  private final Wording wording;

  /** The file. {@code {…}} in a text is replaced. */
  record Wording(String channels, String group, String noGroup, String household, String phone, String consent, String withdrawn, String noConsent,
      Map<Consent.Purpose, String> purposes) {}

  ContactTexts(ConfigFiles files) {
    this.wording = files.read("config/texts/contact.yaml", Wording.class);
  }

  String of(MyData data) {
    var lines = new ArrayList<String>();
    lines.add(wording.channels().replace("{channels}", data.channels().stream().map(Channel::label).collect(Collectors.joining(", "))));
    lines.add(data.groupName() == null ? wording.noGroup() : wording.group().replace("{group}", data.groupName()));
    if (data.household()) {
      lines.add(wording.household());
    }
    if (data.phone()) {
      lines.add(wording.phone());
    }
    data.consents().forEach(consent -> lines.add(line(consent)));
    if (data.consents().isEmpty()) {
      lines.add(wording.noConsent());
    }
    return String.join("\n", lines);
  }

  private String line(Consent consent) {
    var text = consent.withdrawnAt() == null ? wording.consent()
        : wording.withdrawn().replace("{until}", VietnamTime.day(consent.withdrawnAt()));
    return text.replace("{purpose}", wording.purposes().getOrDefault(consent.purpose(), consent.purpose().name()))
        .replace("{since}", VietnamTime.day(consent.grantedAt())).replace("{channel}", consent.channel().label());
  }
}
