package vn.caunoi.schedule;

import static org.quartz.JobBuilder.newJob;
import static org.quartz.SimpleScheduleBuilder.simpleSchedule;
import static org.quartz.TriggerBuilder.newTrigger;

import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The timetable in Quartz's own tables, shared by all nodes. */
@Component
class QuartzTimetable implements Timetable {
  private static final String GROUP = "work";

  private final Scheduler quartz;

  QuartzTimetable(Scheduler quartz) {
    this.quartz = quartz;
  }

  @Override
  public Mono<Void> at(String kind, UUID id, Instant when) {
    return offLoop(() -> {
      var job = newJob(ScheduledWorkJob.class).withIdentity(key(kind, id))
          .usingJobData(ScheduledWorkJob.KIND, kind).usingJobData(ScheduledWorkJob.ID, id.toString()).requestRecovery().build();
      var trigger = newTrigger().withIdentity(kind + ":" + id, GROUP).startAt(notBefore(new Date(), Date.from(when)))
          .withSchedule(simpleSchedule().withMisfireHandlingInstructionFireNow()).build();
      quartz.scheduleJob(job, Set.of(trigger), true);
      return true;
    });
  }

  @Override
  public Mono<Void> cancel(String kind, UUID id) {
    return offLoop(() -> quartz.deleteJob(key(kind, id)));
  }

  /** Quartz looks for alarms that are long over only once a minute. */
  private static Date notBefore(Date now, Date when) {
    return when.before(now) ? now : when;
  }

  private static JobKey key(String kind, UUID id) {
    return new JobKey(kind + ":" + id, GROUP);
  }

  /** Quartz speaks JDBC, which blocks. */
  private static Mono<Void> offLoop(Callable<Boolean> call) {
    return Mono.fromCallable(call).subscribeOn(Schedulers.boundedElastic()).then();
  }
}
