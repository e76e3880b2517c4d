package vn.caunoi.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;

/** Rings: finds the work by its kind and waits for it. Blocks, because the thread is Quartz's own. */
class ScheduledWorkJob implements Job {
  static final String KIND = "kind";
  static final String ID = "id";
  static final Duration LIMIT = Duration.ofSeconds(60);

  private final Map<String, ScheduledWork> works;

  ScheduledWorkJob(List<ScheduledWork> works) {
    this.works = works.stream().collect(Collectors.toMap(ScheduledWork::kind, Function.identity()));
  }

  @Override
  public void execute(JobExecutionContext context) throws JobExecutionException {
    var data = context.getMergedJobDataMap();
    var work = works.get(data.getString(KIND));
    if (work == null) {
      throw new JobExecutionException("no work of kind " + data.getString(KIND));
    }
    try {
      work.fire(UUID.fromString(data.getString(ID))).block(LIMIT);
    } catch (RuntimeException e) {
      throw new JobExecutionException("work failed kind=" + data.getString(KIND) + " id=" + data.getString(ID), e);
    }
  }
}
