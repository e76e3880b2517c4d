package vn.caunoi.schedule;

import static org.quartz.JobBuilder.newJob;
import static org.quartz.SimpleScheduleBuilder.simpleSchedule;
import static org.quartz.TriggerBuilder.newTrigger;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleTrigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts every recurring work on the timetable once the service is ready, and takes away those that no longer exist. */
@Component
class RecurringTimetable {
  static final String GROUP = "recurring";

  private final Scheduler quartz;
  private final List<RecurringWork> works;

  RecurringTimetable(Scheduler quartz, List<RecurringWork> works) {
    this.quartz = quartz;
    this.works = works;
  }

  @EventListener(ApplicationReadyEvent.class)
  void schedule() throws SchedulerException {
    for (var work : works) {
      if (!stands(work)) {
        schedule(work);
      }
    }
    var names = works.stream().map(RecurringWork::name).collect(Collectors.toSet());
    for (var job : quartz.getJobKeys(GroupMatcher.jobGroupEquals(GROUP))) {
      if (!names.contains(job.getName())) {
        quartz.deleteJob(job);
      }
    }
  }

  /** Another node, or an earlier start, has put it there with the same interval: its next round stays as it is. */
  private boolean stands(RecurringWork work) throws SchedulerException {
    return quartz.getTrigger(new TriggerKey(work.name(), GROUP)) instanceof SimpleTrigger trigger
        && trigger.getRepeatInterval() == work.every().toMillis();
  }

  private void schedule(RecurringWork work) throws SchedulerException {
    Duration every = work.every();
    var job = newJob(RecurringWorkJob.class).withIdentity(new JobKey(work.name(), GROUP)).storeDurably().build();
    var trigger = newTrigger().withIdentity(work.name(), GROUP).startAt(new Date(System.currentTimeMillis() + Math.min(every.toMillis(), 5_000)))
        .withSchedule(simpleSchedule().withIntervalInMilliseconds(every.toMillis()).repeatForever()
            .withMisfireHandlingInstructionNextWithRemainingCount())
        .build();
    quartz.scheduleJob(job, Set.of(trigger), true);
  }
}
