package vn.caunoi.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.MessageTemplate;
import vn.caunoi.channel.MessageTemplates;
import vn.caunoi.contact.Audience;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.Ward;
import vn.caunoi.ward.WardDirectory;

/** Whether the network will take the template that a campaign names, with the values it gives, for every group it goes to. */
@Component
class TemplateCheck {
  private final MessageTemplates templates;
  private final WardDirectory directory;

  TemplateCheck(MessageTemplates templates, WardDirectory directory) {
    this.templates = templates;
    this.directory = directory;
  }

  /** Errs with {@link InvalidInput} on {@code template} when there is an {@link #objection}. */
  Mono<Void> pass(UUID ward, Audience audience, @Nullable TemplateChoice choice) {
    return objection(ward, audience, choice).flatMap(why -> Mono.error(new InvalidInput("template", why)));
  }

  /** A Vietnamese sentence that says why not; empty when nothing is in the way. */
  Mono<String> objection(UUID ward, Audience audience, @Nullable TemplateChoice choice) {
    if (choice == null) {
      return Mono.empty();
    }
    return templates.find(ward, choice.accountId(), choice.templateId()).singleOptional().flatMap(found -> found
        .map(template -> template.isEnabled() ? misfits(ward, audience, choice, template) : Mono.just(notUsable(template)))
        .orElseGet(() -> Mono.just("Không có mẫu tin này. Cập nhật danh sách ở Cài đặt → Mẫu tin Zalo.")));
  }

  private static String notUsable(MessageTemplate template) {
    return "Mẫu “%s” chưa dùng được: Zalo báo “%s”.".formatted(template.name(), template.status().label().toLowerCase(Locale.ROOT));
  }

  private Mono<String> misfits(UUID ward, Audience audience, TemplateChoice choice, MessageTemplate template) {
    return directory.get(ward).zipWith(directory.groups(ward).filter(group -> audience.all() || audience.groups().contains(group.id()))
            .map(ResidentialGroup::name).collectList())
        .flatMap(both -> Mono.justOrEmpty(problem(choice, template, both.getT1(), audience.all() ? and(both.getT2(), "") : both.getT2())));
  }

  /** Of the whole ward, somebody may be in no group. */
  private static List<String> and(List<String> groups, String none) {
    var all = new ArrayList<>(groups);
    all.add(none);
    return all;
  }

  /** The first misfit, and for which group if the name of a group makes it. */
  private static @Nullable String problem(TemplateChoice choice, MessageTemplate template, Ward ward, List<String> groups) {
    for (var group : groups) {
      var problems = template.problems(choice.filled(group, ward.name()));
      if (!problems.isEmpty()) {
        boolean about = !template.problems(choice.filled("", "")).equals(problems) && !group.isEmpty();
        return problems.getFirst() + (about ? " (khi điền tên %s)".formatted(group) : "");
      }
    }
    return null;
  }
}
