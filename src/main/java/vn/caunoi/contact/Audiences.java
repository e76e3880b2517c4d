package vn.caunoi.contact;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds the people of an {@link Audience}, and how far each residential group is connected. */
@Component
public class Audiences {
  private static final int PAGE = 1_000;
  private static final UUID FIRST = new UUID(0, 0);
  private static final String MEMBERS = """
      from contact c where c.ward_id = :ward and (:all or c.group_id = any(:groups))
        and exists (select 1 from consent s
          where s.ward_id = :ward and s.contact_id = c.id and s.purpose = :purpose and s.withdrawn_at is null)
        and exists (select 1 from contact_address a where a.ward_id = :ward and a.contact_id = c.id) """;

  private final DatabaseClient database;
  private final ContactAddresses addresses;

  Audiences(DatabaseClient database, ContactAddresses addresses) {
    this.database = database;
    this.addresses = addresses;
  }

  /**
   * Everybody of the audience who agreed to {@code purpose}, by contact id. Read in pages, the next one when the last is used up, so it
   * suits audiences of any size. A page is one statement: no transaction is held between pages.
   */
  public Flux<Candidate> candidates(UUID ward, Audience audience, Consent.Purpose purpose) {
    return page(ward, audience, purpose, FIRST)
        .expand(page -> page.size() < PAGE ? Mono.empty() : page(ward, audience, purpose, page.getLast().contactId()), 1)
        .concatMapIterable(page -> page, 1);
  }

  public Mono<Long> count(UUID ward, Audience audience, Consent.Purpose purpose) {
    return bind(database.sql("select count(*) as n " + MEMBERS), ward, audience, purpose).map(row -> row.get("n", Long.class)).one();
  }

  /** The ward's active groups in the ward's own order. */
  public Flux<Coverage> coverage(UUID ward) {
    return database.sql("""
        select g.id, g.name, g.households, count(c.id)::int as reachable, (count(c.id) filter (where c.household))::int as answering
        from residential_group g
        left join contact c on c.ward_id = g.ward_id and c.group_id = g.id
          and exists (select 1 from consent s
            where s.ward_id = :ward and s.contact_id = c.id and s.purpose = 'NOTICES' and s.withdrawn_at is null)
          and exists (select 1 from contact_address a where a.ward_id = :ward and a.contact_id = c.id and a.status = 'ACTIVE')
        where g.ward_id = :ward and g.active
        group by g.id, g.name, g.households, g.sort_order order by g.sort_order, g.name limit 1000""")
        .bind("ward", ward)
        .map(row -> new Coverage(row.get("id", UUID.class), row.get("name", String.class), row.get("households", Integer.class),
            row.get("reachable", Integer.class), row.get("answering", Integer.class)))
        .all();
  }

  private Mono<List<Candidate>> page(UUID ward, Audience audience, Consent.Purpose purpose, UUID after) {
    return bind(database.sql("""
        with page as (select c.id, c.group_id, c.household\s""" + MEMBERS + """
          and c.id > :after order by c.id limit :limit)
        select p.id, p.group_id, p.household, a.account_id, a.channel, a.address_sealed, a.status, a.status_reason, a.last_in_at,
          a.followed_at, a.welcomes_used, a.refusal, a.refused_at,
          exists (select 1 from contact_phone f where f.ward_id = :ward and f.contact_id = p.id) as phone
        from page p join contact_address a on a.ward_id = :ward and a.contact_id = p.id
        order by p.id, a.last_in_at desc nulls last, a.account_id"""), ward, audience, purpose)
        .bind("after", after).bind("limit", PAGE)
        .map(this::toAddressed).all()
        .bufferUntilChanged(Addressed::contactId)
        .map(Audiences::toCandidate)
        .collectList();
  }

  private record Addressed(UUID contactId, @Nullable UUID groupId, boolean household, boolean phone, ReachableAddress address) {}

  private Addressed toAddressed(Readable row) {
    return new Addressed(row.get("id", UUID.class), row.get("group_id", UUID.class), row.get("household", Boolean.class),
        row.get("phone", Boolean.class), addresses.toReachable(row));
  }

  private static Candidate toCandidate(List<Addressed> rows) {
    var first = rows.getFirst();
    return new Candidate(first.contactId(), first.groupId(), first.household(), first.phone(), rows.stream().map(Addressed::address).toList());
  }

  private static GenericExecuteSpec bind(GenericExecuteSpec statement, UUID ward, Audience audience, Consent.Purpose purpose) {
    return statement.bind("ward", ward).bind("all", audience.all()).bind("groups", audience.groups().toArray(UUID[]::new))
        .bind("purpose", purpose.name());
  }
}
