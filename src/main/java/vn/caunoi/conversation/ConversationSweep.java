package vn.caunoi.conversation;

import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.schedule.RecurringWork;

/** Ends conversations whose wait ran out. */
@Component
class ConversationSweep implements RecurringWork {
  private static final int BATCH = 1_000;
  private final OpenConversations open;

  ConversationSweep(OpenConversations open) {
    this.open = open;
  }

  @Override
  public String name() {
    return "conversation-sweep";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public Mono<Void> run() {
    return open.endTimedOut(BATCH).repeat(20).takeUntil(ended -> ended < BATCH).then();
  }
}
