package vn.caunoi.campaign;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.caunoi.channel.OutboundMessage;

/**
 * An approved template for residents whose window is closed. A value is a text in which {@value #GROUP} stands for the name of the
 * resident's group and {@value #WARD} for the ward's.
 */
public record TemplateChoice(UUID accountId, String templateId, Map<String, String> values) {
  public static final String GROUP = "{group}";
  public static final String WARD = "{ward}";

  public TemplateChoice {
    values = new TreeMap<>(values);
  }

  /** What a resident of that group gets; somebody without a group reads the ward's name in its place. */
  Map<String, String> filled(String group, String ward) {
    return values.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
        value -> value.getValue().replace(GROUP, group.isEmpty() ? ward : group).replace(WARD, ward)));
  }

  OutboundMessage message(String group, String ward) {
    return OutboundMessage.template(templateId, filled(group, ward));
  }

  /** Part of what an approval is an approval of. */
  String fingerprint() {
    return accountId + "/" + templateId + values.entrySet().stream().map(value -> "\0" + value.getKey() + "=" + value.getValue())
        .collect(Collectors.joining());
  }
}
