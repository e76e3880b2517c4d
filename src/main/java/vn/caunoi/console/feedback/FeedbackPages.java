package vn.caunoi.console.feedback;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.channel.Channel;
import vn.caunoi.feedback.FeedbackBook;
import vn.caunoi.feedback.FeedbackSummary;
import vn.caunoi.feedback.SatisfactionIndex;
import vn.caunoi.feedback.Surveys;
import vn.caunoi.platform.VietnamTime;

/** How satisfied residents are: the index with its n and invitations, levels, groups, months. Every picture has its figures beside it. */
@Controller
class FeedbackPages {
  private final FeedbackBook feedback;
  private final Surveys surveys;
  private final Clock clock;

  FeedbackPages(FeedbackBook feedback, Surveys surveys, Clock clock) {
    this.feedback = feedback;
    this.surveys = surveys;
    this.clock = clock;
  }

  /** One bar; {@code share} is in percent of its row's whole. */
  record Bar(String name, @Nullable Long count, String share, double width) {}

  /** A period one may choose. */
  record Choice(String label, String key, boolean current) {}

  @GetMapping("/feedback")
  Mono<Rendering> show(@AuthenticationPrincipal CurrentAccount me, @RequestParam(defaultValue = "nam-nay") String period) {
    var today = VietnamTime.dateOf(clock.instant());
    return feedback.summary(me.ward(), first(period, today), last(period, today), null).map(summary -> Rendering.view("feedback/summary")
        .modelAttribute("summary", summary).modelAttribute("index", summary.index()).modelAttribute("percent", percent(summary.index()))
        .modelAttribute("interval", interval(summary.index())).modelAttribute("rate", share(summary.responseRate()))
        .modelAttribute("from", VietnamTime.day(summary.from())).modelAttribute("to", VietnamTime.day(summary.to()))
        .modelAttribute("levels", levels(summary.index()))
        .modelAttribute("groups", summary.byGroup().stream().map(g -> bar(g.name(), g.answered(), g.index())).toList())
        .modelAttribute("months", summary.byMonth().stream()
            .map(m -> bar("%02d/%d".formatted(m.month().getMonthValue(), m.month().getYear()), m.answered(), m.index())).toList())
        .modelAttribute("channels", summary.byChannel()).modelAttribute("channelNames", channelNames(summary))
        .modelAttribute("choices", choices(period)).build());
  }

  private static List<Choice> choices(String current) {
    return List.of(choice("Tháng này", "thang-nay", current), choice("Quý này", "quy-nay", current), choice("Nửa năm", "nua-nam", current),
        choice("Năm nay", "nam-nay", current), choice("Năm trước", "nam-truoc", current));
  }

  private static Choice choice(String label, String key, String current) {
    return new Choice(label, key, key.equals(current));
  }

  private static LocalDate first(String period, LocalDate today) {
    return switch (period) {
      case "thang-nay" -> today.withDayOfMonth(1);
      case "quy-nay" -> today.withDayOfMonth(1).withMonth((today.getMonthValue() - 1) / 3 * 3 + 1);
      case "nua-nam" -> today.withDayOfMonth(1).minusMonths(5);
      case "nam-truoc" -> today.minusYears(1).withDayOfYear(1);
      default -> today.withDayOfYear(1);
    };
  }

  private static LocalDate last(String period, LocalDate today) {
    return period.equals("nam-truoc") ? today.withDayOfYear(1).minusDays(1) : today;
  }

  private List<Bar> levels(@Nullable SatisfactionIndex index) {
    if (index == null || index.valid() == 0) {
      return List.of();
    }
    return IntStream.of(5, 4, 3, 2, 1).mapToObj(level -> {
      double part = 100.0 * index.level(level) / index.valid();
      return new Bar(surveys.tipClosed().levelName(level), index.level(level), share(part), part);
    }).toList();
  }

  private static Bar bar(String name, @Nullable Long answered, @Nullable SatisfactionIndex index) {
    var percent = index == null ? null : index.percent();
    return new Bar(name, answered, answered == null ? "ẩn (dưới 5)" : share(percent), percent == null ? 0 : percent);
  }

  private static String percent(@Nullable SatisfactionIndex index) {
    return index == null ? "–" : share(index.percent());
  }

  private static String interval(@Nullable SatisfactionIndex index) {
    var interval = index == null ? null : index.interval();
    return interval == null ? "" : share(interval.low()) + " đến " + share(interval.high());
  }

  /** {@code 83,9 %}. */
  private static String share(@Nullable Double percent) {
    return percent == null ? "–" : "%.1f %%".formatted(percent).replace('.', ',');
  }

  private static java.util.Map<String, String> channelNames(FeedbackSummary summary) {
    return summary.byChannel().stream().collect(java.util.stream.Collectors.toMap(FeedbackSummary.ChannelCell::channel,
        c -> java.util.Arrays.stream(Channel.values()).filter(k -> k.name().equals(c.channel())).map(Channel::label).findFirst().orElse(c.channel())));
  }
}
