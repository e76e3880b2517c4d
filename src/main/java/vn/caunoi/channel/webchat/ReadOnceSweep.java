package vn.caunoi.channel.webchat;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.schedule.RecurringWork;

/** Removes messages for reading once (the secret of an anonymous tip) from the pages that showed them. */
@Component
class ReadOnceSweep implements RecurringWork {
  private static final Duration AFTER_READING = Duration.ofHours(1);
  private static final Duration UNREAD = Duration.ofDays(7);

  private final ChatMessages messages;
  private final Clock clock;

  ReadOnceSweep(ChatMessages messages, Clock clock) {
    this.messages = messages;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "webchat-read-once";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public Mono<Void> run() {
    return messages.removeEphemeral(clock.instant().minus(AFTER_READING), clock.instant().minus(UNREAD)).then();
  }
}
