package vn.caunoi.console.province;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.contact.Audiences;
import vn.caunoi.contact.Coverage;
import vn.caunoi.platform.Forbidden;
import vn.caunoi.scorecard.Figure;
import vn.caunoi.scorecard.Period;
import vn.caunoi.scorecard.Scorecard;
import vn.caunoi.scorecard.ScoringDesk;
import vn.caunoi.ward.Ward;
import vn.caunoi.ward.WardDirectory;

/** Wards of a province beside each other. Totals only: a province viewer never sees a tip, a resident or a group. */
@Controller
class ProvincePages {
  private static final int WARDS_AT_ONCE = 2;
  private static final int TIPS = 13;
  private static final int SATISFACTION = 21;

  private final WardDirectory wards;
  private final Audiences audiences;
  private final ScoringDesk desk;
  private final Clock clock;

  ProvincePages(WardDirectory wards, Audiences audiences, ScoringDesk desk, Clock clock) {
    this.wards = wards;
    this.audiences = audiences;
    this.desk = desk;
    this.clock = clock;
  }

  /** {@code tips} and {@code satisfaction} are null when the criteria set does not count them. */
  record WardLine(Ward ward, long groups, long households, long reached, Scorecard card, @Nullable Figure tips, @Nullable Figure satisfaction) {
    private static final int SMALL = 5;

    public String coverage() {
      if (households == 0) {
        return "–";
      }
      return reached > 0 && reached < SMALL ? "<" + SMALL + " hộ" : "%d %%".formatted(100 * reached / households);
    }

    static String share(@Nullable Figure figure) {
      return figure == null || figure.denominator() == 0 ? "–" : Figure.percent(figure.numerator(), figure.denominator());
    }

    public String tipsOnTime() {
      return share(tips);
    }

    /** With fewer than five answers nothing is shown. */
    public String index() {
      return satisfaction == null || satisfaction.denominator() < SMALL ? "–" : share(satisfaction);
    }

    public String answers() {
      return satisfaction == null ? "0" : satisfaction.denominator() > 0 && satisfaction.denominator() < SMALL ? "<" + SMALL : String.valueOf(satisfaction.denominator());
    }
  }

  @GetMapping("/province")
  Mono<Rendering> compare(@AuthenticationPrincipal CurrentAccount me) {
    var province = me.officer().provinceId();
    if (province == null) {
      return Mono.error(new Forbidden("Tài khoản này không thuộc một tỉnh nào."));
    }
    var period = Period.of(clock.instant());
    return Mono.zip(wards.provinceName(province), wards.wardsOf(province).flatMapSequential(ward -> line(ward, period), WARDS_AT_ONCE).collectList())
        .map(both -> Rendering.view("province/wards").modelAttribute("province", both.getT1()).modelAttribute("lines", both.getT2())
            .modelAttribute("period", period).build());
  }

  private Mono<WardLine> line(Ward ward, Period period) {
    return Mono.zip(audiences.coverage(ward.id()).collectList(), desk.scorecard(ward.id(), period))
        .map(both -> new WardLine(ward, both.getT1().size(), both.getT1().stream().mapToLong(Coverage::households).sum(),
            both.getT1().stream().mapToLong(group -> Math.min(group.answering(), group.households())).sum(), both.getT2(),
            figure(both.getT2(), TIPS), figure(both.getT2(), SATISFACTION)));
  }

  private static @Nullable Figure figure(Scorecard card, int number) {
    return card.lines().stream().filter(line -> line.criterion().number() == number).map(Scorecard.Line::figure)
        .filter(java.util.Objects::nonNull).findFirst().orElse(null);
  }
}
