package vn.caunoi.console.campaign;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;
import vn.caunoi.campaign.TemplateChoice;
import vn.caunoi.channel.MessageTemplate;
import vn.caunoi.channel.MessageTemplates;
import vn.caunoi.platform.InvalidInput;

/**
 * The part of the form about an approved Zalo template. Which fields there are depends on the template, so they are read from the form as it was
 * posted: {@code s.<parameter>} says where a value comes from, {@code v.<parameter>} is the text if it is typed.
 */
@Component
class TemplateFields {
  private static final String SOURCE = "s.";
  private static final String TEXT = "v.";

  /** One place of a template as the form shows it. {@code source} is {@code text}, {@code group} or {@code ward}. */
  record Field(String name, String kind, int maxLength, boolean required, String source, String text) {}

  /** A template that may be chosen. */
  record Choice(String value, String label) {}

  private final MessageTemplates templates;

  TemplateFields(MessageTemplates templates) {
    this.templates = templates;
  }

  /** Those that Zalo has approved; one that goes by phone number says so. */
  Mono<List<Choice>> choices(UUID ward) {
    return templates.of(ward).filter(template -> template.isEnabled())
        .map(template -> new Choice(value(template.accountId(), template.id()), template.name() + price(template) + (template.byUserId() ? "" : " · chỉ tới người đã cho số điện thoại"))).collectList();
  }

  /** The fields of the template that is chosen, filled with what was given; none when none is chosen. */
  Mono<List<Field>> fields(UUID ward, @Nullable String chosen, Map<String, String> values) {
    return find(ward, chosen).map(template -> template.parameters().stream().map(parameter -> field(parameter, values)).toList()).defaultIfEmpty(List.of());
  }

  Mono<MessageTemplate> find(UUID ward, @Nullable String chosen) {
    return chosen == null || chosen.isBlank() ? Mono.empty() : templates.find(ward, account(chosen), id(chosen));
  }

  /** What a posted form says; null when no template is chosen. */
  static @Nullable TemplateChoice choice(@Nullable String chosen, MultiValueMap<String, String> form) {
    return chosen == null || chosen.isBlank() ? null : new TemplateChoice(account(chosen), id(chosen), values(form));
  }

  static Map<String, String> values(MultiValueMap<String, String> form) {
    return form.keySet().stream().filter(key -> key.startsWith(SOURCE)).map(key -> key.substring(SOURCE.length()))
        .collect(Collectors.toMap(name -> name, name -> value(form, name)));
  }

  static String value(UUID account, String template) {
    return account + "/" + template;
  }

  private static String value(MultiValueMap<String, String> form, String name) {
    var typed = form.getFirst(TEXT + name);
    return switch (String.valueOf(form.getFirst(SOURCE + name))) {
      case "group" -> TemplateChoice.GROUP;
      case "ward" -> TemplateChoice.WARD;
      default -> typed == null ? "" : typed.strip();
    };
  }

  private static Field field(MessageTemplate.Parameter parameter, Map<String, String> values) {
    var value = values.getOrDefault(parameter.name(), "");
    var source = value.equals(TemplateChoice.GROUP) ? "group" : value.equals(TemplateChoice.WARD) ? "ward" : "text";
    return new Field(parameter.name(), parameter.kind(), parameter.maxLength(), parameter.required(), source, source.equals("text") ? value : "");
  }

  private static String price(MessageTemplate template) {
    return template.priceVnd() == null ? "" : " · " + Review.number(template.priceVnd()) + " đ mỗi tin";
  }

  private static UUID account(String chosen) {
    try {
      return UUID.fromString(chosen.split("/", 2)[0]);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("template", "Hãy chọn mẫu tin trong danh sách.");
    }
  }

  private static String id(String chosen) {
    return chosen.substring(chosen.indexOf('/') + 1);
  }
}
