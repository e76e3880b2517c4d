package vn.caunoi.channel.zalo;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.schedule.RecurringWork;

/** Reads the template lists of all OAs a few times a day: approval at Zalo takes its time and is told late or never. */
@Component
class ZaloTemplateRound implements RecurringWork {
  private static final Logger log = LoggerFactory.getLogger(ZaloTemplateRound.class);
  private static final Duration AGE = Duration.ofHours(4);
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final int MOST = 20;

  private final ZaloTemplateRows rows;
  private final ZaloTemplates templates;

  ZaloTemplateRound(ZaloTemplateRows rows, ZaloTemplates templates) {
    this.rows = rows;
    this.templates = templates;
  }

  @Override
  public String name() {
    return "zalo-template-round";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(15);
  }

  @Override
  public Mono<Void> run() {
    return rows.due(AGE, MOST).concatMap(due -> templates.synchronise(due.wardId(), due.accountId()).onErrorResume(e -> {
      log.warn("zalo templates not read account={} error={}", due.accountId(), e.getClass().getSimpleName());
      return Mono.empty();
    })).take(PATIENCE).then();
  }
}
