package vn.caunoi.console.feedback;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import vn.caunoi.feedback.SurveyDesk;
import vn.caunoi.platform.InvalidInput;
import vn.caunoi.platform.NotFound;

/** {@code /s/{token}}: one question, five levels, no account. */
@Controller
@RequestMapping("/s/{token}")
class SurveyPages {
  private final SurveyDesk desk;

  SurveyPages(SurveyDesk desk) {
    this.desk = desk;
  }

  record AnswerForm(@Nullable Integer level, @Nullable String comment) {}

  @GetMapping
  Mono<Rendering> ask(@PathVariable String token) {
    return desk.open(token).switchIfEmpty(Mono.error(() -> new NotFound("Không có phiếu hỏi này.")))
        .map(opened -> page(opened.open() ? "ask" : "over").modelAttribute("survey", opened.survey()).modelAttribute("token", token).build());
  }

  @PostMapping
  Mono<Rendering> answer(@PathVariable String token, @ModelAttribute AnswerForm form) {
    if (form.level() == null) {
      return Mono.error(new InvalidInput("level", "Chọn một mức để đánh giá."));
    }
    return Mono.defer(() -> desk.rate(token, new SurveyDesk.Answer(form.level(), form.comment() == null ? "" : form.comment())))
        .map(outcome -> outcome == SurveyDesk.Outcome.OK ? page("thanks").build() : page("over").status(HttpStatus.GONE).build());
  }

  private static Rendering.Builder<?> page(String stage) {
    return Rendering.view("feedback/survey").modelAttribute("stage", stage);
  }
}
