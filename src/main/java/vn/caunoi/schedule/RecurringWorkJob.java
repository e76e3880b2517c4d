package vn.caunoi.schedule;

import java.util.List;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;

/** One round of a recurring work, on one node of all at a time. Blocks, because the thread is Quartz's own. */
@DisallowConcurrentExecution
class RecurringWorkJob implements Job {
  private final List<RecurringWork> works;

  RecurringWorkJob(List<RecurringWork> works) {
    this.works = works;
  }

  @Override
  public void execute(JobExecutionContext context) throws JobExecutionException {
    var name = context.getJobDetail().getKey().getName();
    try {
      for (var work : works) {
        if (work.name().equals(name)) {
          work.run().block(ScheduledWorkJob.LIMIT);
        }
      }
    } catch (RuntimeException e) {
      throw new JobExecutionException("round failed work=" + name, e);
    }
  }
}
