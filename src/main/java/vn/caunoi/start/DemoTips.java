package vn.caunoi.start;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.feedback.SurveyDesk;
import vn.caunoi.platform.ConfigFiles;
import vn.caunoi.start.DemoHistory.Cast;
import vn.caunoi.start.DemoResidents.Resident;
import vn.caunoi.tip.NewTip;
import vn.caunoi.tip.Tip;
import vn.caunoi.tip.TipDesk;
import vn.caunoi.tip.TipInbox;
import vn.caunoi.tip.TipReceipt;

/** The tips of {@code config/demo-tips.yaml}, brought to the state that each says; and older ones that were answered, closed and rated. */
@Component
class DemoTips {
  private static final String FILE = "config/demo-tips.yaml";
  /** How 60 reporters answered: mostly well. */
  private static final List<Integer> LEVELS = List.of(5, 4, 5, 4, 5, 3, 4, 5, 4, 5, 4, 2);

  /** {@code status} is how far the ward has come; {@code hoursAgo} when it came in. */
  record Story(String topic, String category, String text, String place, int hoursAgo, boolean anonymous, Tip.Status status, String answer) {}

  record Plan(List<Story> open, List<Story> closed, int ratings) {}

  private final ConfigFiles files;
  private final TipDesk desk;
  private final TipInbox inbox;
  private final SurveyDesk surveys;
  private final DatabaseClient database;
  private final Clock clock;

  DemoTips(ConfigFiles files, TipDesk desk, TipInbox inbox, SurveyDesk surveys, DatabaseClient database, Clock clock) {
    this.files = files;
    this.desk = desk;
    this.inbox = inbox;
    this.surveys = surveys;
    this.database = database;
    this.clock = clock;
  }

  Mono<Void> happen(Cast cast, List<Resident> people) {
    var plan = files.read(FILE, Plan.class);
    return Flux.range(0, plan.ratings())
        .concatMap(i -> tell(cast, plan.closed().get(i % plan.closed().size()), people.get(i * 7 % people.size()), Duration.ofDays(3 + i % 25))
            .flatMap(receipt -> rate(people.get(i * 7 % people.size()), receipt, LEVELS.get(i % LEVELS.size()))))
        .thenMany(Flux.range(0, plan.open().size()))
        .concatMap(i -> tell(cast, plan.open().get(i), people.get((i * 13 + 5) % people.size()), Duration.ofHours(plan.open().get(i).hoursAgo())))
        .then();
  }

  private Mono<TipReceipt> tell(Cast cast, Story story, Resident who, Duration ago) {
    var tip = new NewTip(who.group().wardId(), who.group().id(), who.address().channel(), story.anonymous() ? null : who.address(), story.topic(),
        Tip.Concerns.NONE, story.text(), List.of(), story.place(), clock.instant().minus(ago));
    return desk.open(tip).delayUntil(receipt -> work(cast, receipt.code(), story)).delayUntil(receipt -> moveBack(tip, receipt));
  }

  /** What the ward did for an older tip did not all happen today: the day after it came in, like in a ward that works. */
  private Mono<Void> moveBack(NewTip tip, TipReceipt receipt) {
    var then = tip.receivedAt().plus(Duration.ofHours(20));
    if (then.isAfter(clock.instant())) {
      return Mono.empty();
    }
    return Flux.just("update tip set closed_at = :then where ward_id = :ward and id = :tip and closed_at is not null",
            "update tip_event set at = :then where ward_id = :ward and tip_id = :tip and at > :then",
            "update tip_message set at = :then where ward_id = :ward and tip_id = :tip and at > :then")
        .concatMap(sql -> database.sql(sql).bind("then", then).bind("ward", tip.wardId()).bind("tip", receipt.id()).then())
        .then();
  }

  private Mono<Void> work(Cast cast, String code, Story story) {
    return Flux.fromIterable(steps(story.status())).concatMap(status -> step(cast, code, story, status)).then();
  }

  /** The way to a state, as an officer goes it. */
  private static List<Tip.Status> steps(Tip.Status end) {
    return switch (end) {
      case RECEIVED -> List.of();
      case ASSIGNED -> List.of(Tip.Status.ASSIGNED);
      case VERIFYING, WITHDRAWN -> List.of(Tip.Status.ASSIGNED, Tip.Status.VERIFYING);
      case WAITING -> List.of(Tip.Status.ASSIGNED, Tip.Status.VERIFYING, Tip.Status.WAITING);
      case TRANSFERRED -> List.of(Tip.Status.ASSIGNED, Tip.Status.TRANSFERRED);
      case RESOLVED -> List.of(Tip.Status.ASSIGNED, Tip.Status.VERIFYING, Tip.Status.RESOLVED);
      case CLOSED -> List.of(Tip.Status.ASSIGNED, Tip.Status.VERIFYING, Tip.Status.RESOLVED, Tip.Status.CLOSED);
    };
  }

  private Mono<Void> step(Cast cast, String code, Story story, Tip.Status status) {
    return switch (status) {
      case ASSIGNED -> version(cast, code).flatMap(v -> desk.categorise(cast.duty(), code, story.category(), v))
          .flatMap(tip -> desk.assign(cast.duty(), code, cast.officer().id(), tip.version())).then();
      case RESOLVED -> desk.reply(cast.officer(), code, story.answer())
          .then(version(cast, code)).flatMap(v -> desk.changeStatus(cast.officer(), code, status, story.answer(), v)).then();
      case WAITING -> desk.reply(cast.officer(), code, story.answer())
          .then(version(cast, code)).flatMap(v -> desk.changeStatus(cast.officer(), code, status, "", v)).then();
      default -> version(cast, code).flatMap(v -> desk.changeStatus(cast.officer(), code, status, story.answer(), v)).then();
    };
  }

  private Mono<Long> version(Cast cast, String code) {
    return inbox.read(cast.officer(), code).map(file -> file.tip().version());
  }

  private Mono<SurveyDesk.Outcome> rate(Resident who, TipReceipt receipt, int level) {
    var about = new SurveyDesk.About(who.group().wardId(), receipt.id(), who.address().channel().name(), who.group().id());
    return surveys.rateTip(about, new SurveyDesk.Answer(level, ""));
  }
}
