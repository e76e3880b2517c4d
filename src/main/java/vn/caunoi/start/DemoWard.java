package vn.caunoi.start;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.access.Accounts;
import vn.caunoi.access.FirstAdministrator;
import vn.caunoi.platform.CauNoiSettings;
import vn.caunoi.platform.ConfigFiles;
import vn.caunoi.platform.Ids;
import vn.caunoi.ward.Role;

/** The invented ward of {@code config/demo-ward.yaml} with its residential groups and the five demo users. */
@Component
class DemoWard {
  static final String PUBLISHED_PASSWORD = "caunoi-demo";

  /** The file. Groups are named in the ward's order. */
  record Plan(String province, String ward, String slug, List<Group> groups, List<Person> officers) {
    record Group(String name, int households) {}

    record Person(String username, String name, Role role) {}
  }

  private final Plan plan;
  private final DatabaseClient database;
  private final Accounts accounts;
  private final FirstAdministrator firstLogin;
  private final DemoHistory history;
  private final boolean published;
  private final Ids ids;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  DemoWard(ConfigFiles files, DatabaseClient database, Accounts accounts, FirstAdministrator firstLogin, DemoHistory history,
      CauNoiSettings settings, Environment environment, Ids ids, Clock clock) {
    this.plan = settings.demo() ? files.read("config/demo-ward.yaml", Plan.class) : new Plan("", "", "", List.of(), List.of());
    this.database = database;
    this.accounts = accounts;
    this.firstLogin = firstLogin;
    this.history = history;
    this.published = !settings.reachableFromOutside() && !reachesARealNetwork(environment);
    this.ids = ids;
    this.clock = clock;
  }

  /** Makes what is missing, and keeps the published password valid only while nobody from outside can use it. */
  Mono<Void> prepare() {
    return database.sql("select id from ward where slug = :slug").bind("slug", plan.slug()).map(row -> row.get(0, UUID.class)).one()
        .switchIfEmpty(Mono.defer(this::create))
        .then(Mono.defer(this::checkPasswords));
  }

  Mono<Void> fillHistory() {
    return database.sql("select id from ward where slug = :slug").bind("slug", plan.slug()).map(row -> row.get(0, UUID.class)).one()
        .flatMap(history::fill);
  }

  private Mono<UUID> create() {
    var province = ids.next();
    var ward = ids.next();
    return database.sql("insert into province (id, name) values (:id, :name)").bind("id", province).bind("name", plan.province()).then()
        .then(database.sql("""
            insert into ward (id, province_id, name, slug, demo, created_at) values (:id, :province, :name, :slug, true, :now)""")
            .bind("id", ward).bind("province", province).bind("name", plan.ward()).bind("slug", plan.slug()).bind("now", clock.instant()).then())
        .thenMany(Flux.range(0, plan.groups().size()).concatMap(i -> addGroup(ward, i)))
        .thenMany(Flux.fromIterable(plan.officers()).concatMap(person -> addOfficer(ward, province, person)))
        .then(Mono.just(ward));
  }

  private Mono<Void> addGroup(UUID ward, int index) {
    var bytes = new byte[12];
    random.nextBytes(bytes);
    var group = plan.groups().get(index);
    return database.sql("""
        insert into residential_group (ward_id, id, name, households, token, sort_order, created_at)
        values (:ward, :id, :name, :households, :token, :order, :now)""")
        .bind("ward", ward).bind("id", ids.next()).bind("name", group.name()).bind("households", group.households())
        .bind("token", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)).bind("order", index).bind("now", clock.instant())
        .then();
  }

  private Mono<Void> addOfficer(UUID ward, UUID province, Plan.Person person) {
    var wanted = new Accounts.NewOfficer(person.role() == Role.PROVINCE ? null : ward, province, person.username(), person.name(), person.role());
    return accounts.create(null, wanted, PUBLISHED_PASSWORD, false, true).then();
  }

  private Mono<Void> checkPasswords() {
    if (published) {
      return Mono.empty();
    }
    return database.sql("select o.id, o.username from officer o join account a on a.officer_id = o.id where a.published order by o.username")
        .map(row -> new Published(row.get("id", UUID.class), row.get("username", String.class))).all()
        .concatMap(this::replace).collectList()
        .filter(lines -> !lines.isEmpty())
        .flatMap(lines -> firstLogin.tell(String.join(System.lineSeparator(), lines)));
  }

  private record Published(UUID officer, String username) {}

  private Mono<String> replace(Published account) {
    var password = firstLogin.randomPassword();
    return accounts.force(account.officer(), password, false, false).thenReturn(account.username() + ": " + password);
  }

  private static boolean reachesARealNetwork(Environment environment) {
    return real(environment, "TELEGRAM_BOT_TOKEN", "TELEGRAM_API_URL") || real(environment, "ZALO_APP_ID", "ZALO_API_URL");
  }

  private static boolean real(Environment environment, String secret, String address) {
    if (environment.getProperty(secret) == null) {
      return false;
    }
    var url = environment.getProperty(address);
    return url == null || !CauNoiSettings.isLoopback(java.net.URI.create(url).getHost());
  }
}
