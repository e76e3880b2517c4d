package vn.caunoi.start;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.campaign.CampaignPlanner;
import vn.caunoi.campaign.NewCampaign;
import vn.caunoi.contact.Audience;
import vn.caunoi.movement.EventConfirmations;
import vn.caunoi.movement.NewConfirmation;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.WardDirectory;

/**
 * A small past for the demo ward, made through the doors that residents and officers use: residents, tips in every state, a finished
 * campaign, ratings, and occasions that were held. Made once, in an empty ward.
 */
@Component
class DemoHistory {
  /** Every third group still owes its confirmation. */
  private static final int HELD_OF_THREE = 2;

  private final DatabaseClient database;
  private final WardDirectory directory;
  private final DemoResidents residents;
  private final DemoTips tips;
  private final CampaignPlanner campaigns;
  private final EventConfirmations confirmations;
  private final Clock clock;

  DemoHistory(DatabaseClient database, WardDirectory directory, DemoResidents residents, DemoTips tips, CampaignPlanner campaigns,
      EventConfirmations confirmations, Clock clock) {
    this.database = database;
    this.directory = directory;
    this.residents = residents;
    this.tips = tips;
    this.campaigns = campaigns;
    this.confirmations = confirmations;
    this.clock = clock;
  }

  /** The people of the ward police who act. */
  record Cast(Officer officer, Officer duty, Officer commander) {}

  Mono<Void> fill(UUID ward) {
    return database.sql("select exists (select 1 from contact where ward_id = :ward) as done").bind("ward", ward)
        .map(row -> row.get("done", Boolean.class)).one()
        .filter(done -> !done)
        .flatMap(empty -> cast(ward))
        .delayUntil(cast -> residents.join(ward).flatMap(people -> tips.happen(cast, people)))
        .delayUntil(this::notice)
        .delayUntil(cast -> festivals(ward, cast))
        .then();
  }

  private Mono<Cast> cast(UUID ward) {
    return directory.officers(ward).collectMap(Officer::role)
        .map(byRole -> new Cast(byRole.get(Role.OFFICER), byRole.get(Role.DUTY), byRole.get(Role.COMMANDER)));
  }

  private Mono<Void> notice(Cast cast) {
    var text = new NewCampaign("Phòng cháy mùa hanh khô", """
        Trời hanh khô, lửa lan rất nhanh. Bà con kiểm tra bếp gas, dây điện, không sạc xe điện qua đêm ở lối đi, chừa lối thoát nạn thứ hai.
        Có cháy: hô to, thoát ra ngoài, gọi 114.""", Audience.ALL, null);
    return campaigns.draft(cast.officer(), text)
        .delayUntil(c -> campaigns.dryRun(cast.officer(), c.id()))
        .delayUntil(c -> campaigns.submit(cast.officer(), c.id()))
        .delayUntil(c -> campaigns.approve(cast.commander(), c.id()))
        .then();
  }

  private Mono<Void> festivals(UUID ward, Cast cast) {
    int year = LocalDate.now(clock).getYear();
    return directory.groups(ward).index()
        .filter(t -> t.getT1() % 3 < HELD_OF_THREE)
        .concatMap(t -> Flux.fromIterable(List.of(held(t.getT2(), "ngay-hoi-19-8", LocalDate.of(year, 8, 18)), held(t.getT2(), "pccc-04-10", LocalDate.of(year, 10, 3)))))
        .filter(held -> held.heldOn().isBefore(LocalDate.now(clock)))
        .concatMap(held -> confirmations.confirm(cast.officer(), held))
        .then();
  }

  private static NewConfirmation held(ResidentialGroup group, String occasion, LocalDate day) {
    return new NewConfirmation(group.id(), occasion, day, "Nhà văn hoá " + group.name().toLowerCase(java.util.Locale.ROOT),
        Math.max(5, group.households() / 3), "", null);
  }

}
