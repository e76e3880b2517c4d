package vn.caunoi.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import vn.caunoi.CauNoiTest;

@CauNoiTest
class ScheduledWorkIT {
  private static final String KIND = RecordedWork.KIND;

  @Autowired Timetable timetable;
  @Autowired RecordedWork work;
  @Autowired Scheduler quartz;
  @Autowired DatabaseClient database;

  @Test
  void ringsAtTheTimeAndOnce() throws SchedulerException {
    var id = UUID.randomUUID();
    var when = Instant.now().plusSeconds(2);
    timetable.at(KIND, id, when).block();
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(work.rings(id)).hasSize(1));
    assertThat(work.rings(id).getFirst()).isAfterOrEqualTo(when.minusMillis(50));
    await().atMost(Duration.ofSeconds(10)).until(() -> !quartz.checkExists(new JobKey(KIND + ":" + id, "work")));
    assertThat(work.rings(id)).hasSize(1);
  }

  @Test
  void ringsAtOnceWhenTheTimeHasPassed() {
    var id = UUID.randomUUID();
    timetable.at(KIND, id, Instant.now().minus(Duration.ofDays(3))).block();
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(work.rings(id)).hasSize(1));
  }

  @Test
  void movesTheAlarm() {
    var id = UUID.randomUUID();
    timetable.at(KIND, id, Instant.now().plus(Duration.ofDays(1))).block();
    timetable.at(KIND, id, Instant.now()).block();
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(work.rings(id)).hasSize(1));
  }

  @Test
  void staysSilentAfterACancel() throws SchedulerException {
    var id = UUID.randomUUID();
    timetable.at(KIND, id, Instant.now().plus(Duration.ofDays(1))).block();
    timetable.cancel(KIND, id).block();
    timetable.cancel(KIND, id).block();
    assertThat(quartz.checkExists(new JobKey(KIND + ":" + id, "work"))).isFalse();
  }

  @Test
  void keepsNothingButKindAndId() {
    var id = UUID.randomUUID();
    timetable.at(KIND, id, Instant.now().plus(Duration.ofDays(1))).block();
    var data = database.sql("select encode(job_data, 'escape') from qrtz_job_details where job_name = :name")
        .bind("name", KIND + ":" + id).map(row -> row.get(0, String.class)).one().block();
    assertThat(data.lines().filter(line -> !line.startsWith("#"))).containsExactlyInAnyOrder("kind=" + KIND, "id=" + id);
    timetable.cancel(KIND, id).block();
  }

  @Test
  void survivesAPauseOfTheScheduler() throws SchedulerException {
    var id = UUID.randomUUID();
    quartz.standby();
    timetable.at(KIND, id, Instant.now()).block();
    assertThat(work.rings(id)).isEmpty();
    quartz.start();
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(work.rings(id)).hasSize(1));
  }

  @Test
  void runsRecurringWorkAgainAndAgain() {
    int before = work.rounds();
    await().atMost(Duration.ofSeconds(20)).until(() -> work.rounds() >= before + 2);
  }
}
