package vn.caunoi.console.tip;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import vn.caunoi.feedback.SurveyDesk;
import vn.caunoi.feedback.Surveys;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.VietnamTime;
import vn.caunoi.tip.ReporterDesk;
import vn.caunoi.tip.ReporterDesk.Outcome;
import vn.caunoi.tip.ReporterView;
import vn.caunoi.tip.Tip;

/**
 * {@code /t}: whoever has the number and the secret sees how their tip stands, adds to it, takes it back, rates it. The secret travels in
 * posted forms alone, never in an address; nothing is kept in a session.
 */
@Controller
class FollowPages {
  private final ReporterDesk desk;
  private final SurveyDesk surveys;
  private final Surveys questions;
  private final Clock clock;

  FollowPages(ReporterDesk desk, SurveyDesk surveys, Surveys questions, Clock clock) {
    this.desk = desk;
    this.surveys = surveys;
    this.questions = questions;
    this.clock = clock;
  }

  /** Every form of the page carries the claim again. */
  record FollowForm(@Nullable String code, @Nullable String secret, @Nullable String text, @Nullable Integer level) {
    ReporterDesk.Claim claim() {
      return new ReporterDesk.Claim(null, code == null ? "" : code, secret == null ? "" : secret);
    }

    @Override
    public String toString() {
      return "FollowForm[]";
    }
  }

  @GetMapping("/t")
  Rendering form() {
    return ask("", "").build();
  }

  @PostMapping("/t")
  Mono<Rendering> show(@ModelAttribute FollowForm form) {
    return desk.find(form.claim()).flatMap(outcome -> page(outcome, form, ""));
  }

  @PostMapping("/t/more")
  Mono<Rendering> add(@ModelAttribute FollowForm form) {
    return Mono.defer(() -> desk.add(form.claim(), form.text() == null ? "" : form.text(), List.of()))
        .flatMap(outcome -> page(outcome, form, "Đã gửi thêm."))
        .onErrorResume(InvalidInput.class, e -> desk.find(form.claim()).flatMap(outcome -> page(outcome, form, String.valueOf(e.getMessage()))));
  }

  @PostMapping("/t/withdrawal")
  Mono<Rendering> withdraw(@ModelAttribute FollowForm form) {
    return desk.withdraw(form.claim()).flatMap(outcome -> page(outcome, form, "Đã rút tin."));
  }

  @PostMapping("/t/rating")
  Mono<Rendering> rate(@ModelAttribute FollowForm form) {
    return desk.find(form.claim()).flatMap(outcome -> outcome instanceof Outcome.Found found ? rated(found, form) : page(outcome, form, ""));
  }

  private Mono<Rendering> rated(Outcome.Found found, FollowForm form) {
    var view = found.view();
    if (view.status() != Tip.Status.CLOSED || form.level() == null) {
      return page(found, form, "Chọn một mức để đánh giá.");
    }
    var about = new SurveyDesk.About(view.wardId(), view.tipId(), view.channel().name(), view.groupId());
    return surveys.rateTip(about, new SurveyDesk.Answer(form.level(), form.text() == null ? "" : form.text()))
        .flatMap(outcome -> page(found, form, outcome == SurveyDesk.Outcome.OK ? "Cảm ơn Ông/Bà đã đánh giá." : "Tin này đã được đánh giá rồi."));
  }

  private Mono<Rendering> page(Outcome outcome, FollowForm form, String notice) {
    var code = form.code() == null ? "" : form.code();
    return switch (outcome) {
      case Outcome.Found found -> surveys.hasRated(found.view().wardId(), found.view().tipId())
          .map(done -> tip(found.view(), form, notice, !done && found.view().status() == Tip.Status.CLOSED));
      case Outcome.NotFound missing -> Mono.just(ask(code, "Số tin hoặc mã bí mật chưa đúng. Xin xem lại từng chữ.").status(HttpStatus.NOT_FOUND).build());
      case Outcome.SlowDown slow -> Mono.just(ask(code, "Số tin này vừa bị nhập sai mã nhiều lần. Xin chờ %d giây rồi thử lại."
          .formatted(slow.pause().toSeconds() + 1)).status(HttpStatus.TOO_MANY_REQUESTS).build());
      case Outcome.Closed closed -> desk.find(form.claim()).flatMap(again -> page(again, form, "Tin đã khép lại nên không sửa được nữa."));
    };
  }

  private Rendering tip(ReporterView view, FollowForm form, String notice, boolean mayRate) {
    return Rendering.view("tip/follow").modelAttribute("view", view).modelAttribute("secret", form.secret()).modelAttribute("code", view.code())
        .modelAttribute("notice", notice).modelAttribute("error", "").modelAttribute("mayRate", mayRate)
        .modelAttribute("levels", questions.tipClosed().levels())
        .modelAttribute("received", VietnamTime.minute(view.receivedAt())).modelAttribute("due", VietnamTime.minute(view.dueAt()))
        .modelAttribute("words", new LineWords(clock)).build();
  }

  /** Times of the lines, in words. */
  record LineWords(Clock clock) {
    public String at(java.time.Instant at) {
      return VietnamTime.minute(at);
    }
  }

  private static Rendering.Builder<?> ask(String code, String error) {
    return Rendering.view("tip/follow").modelAttribute("code", code).modelAttribute("error", error).modelAttribute("notice", "");
  }
}
