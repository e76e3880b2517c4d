package vn.caunoi.start;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.access.Accounts;
import vn.caunoi.access.FirstAdministrator;
import vn.caunoi.platform.CauNoiSettings;
import vn.caunoi.platform.ConfigFiles;
import vn.caunoi.platform.WrongSetting;
import vn.caunoi.ward.GroupRegister;
import vn.caunoi.ward.NewGroup;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;
import vn.caunoi.ward.WardDirectory;
import vn.caunoi.ward.WardSetup;

/** The invented ward of {@code config/demo-ward.yaml} with its residential groups and the five demo users. */
@Component
class DemoWard {
  static final String PUBLISHED_PASSWORD = "caunoi-demo";

  /** The file. Groups are named in the ward's order. */
  record Plan(String province, Place ward, List<Group> groups, List<Person> officers) {
    record Place(String name, String slug) {}

    record Group(String name, int households, ResidentialGroup.@Nullable Kind kind) {
      NewGroup asNew() {
        return new NewGroup(name, kind == null ? ResidentialGroup.Kind.RESIDENTIAL : kind, households);
      }
    }

    record Person(String username, String name, Role role) {}

    Person administrator() {
      return officers.stream().filter(person -> person.role() == Role.ADMIN).findFirst()
          .orElseThrow(() -> new WrongSetting("config/demo-ward.yaml: officers cần một người có role ADMIN."));
    }
  }

  private final Plan plan;
  private final DatabaseClient database;
  private final Accounts accounts;
  private final WardDirectory directory;
  private final WardSetup setup;
  private final GroupRegister groups;
  private final TransactionalOperator transactions;
  private final FirstAdministrator firstLogin;
  private final DemoHistory history;
  private final boolean published;

  DemoWard(ConfigFiles files, DatabaseClient database, Accounts accounts, WardDirectory directory, WardSetup setup, GroupRegister groups, TransactionalOperator transactions,
      FirstAdministrator firstLogin, DemoHistory history, CauNoiSettings settings, Environment environment) {
    this.plan = settings.demo() ? files.read("config/demo-ward.yaml", Plan.class) : new Plan("", new Plan.Place("", ""), List.of(), List.of());
    this.database = database;
    this.accounts = accounts;
    this.directory = directory;
    this.setup = setup;
    this.groups = groups;
    this.transactions = transactions;
    this.firstLogin = firstLogin;
    this.history = history;
    this.published = !settings.reachableFromOutside() && !reachesARealNetwork(environment);
  }

  /** Makes what is missing, and keeps the published password valid only while nobody from outside can use it. */
  Mono<Void> prepare() {
    return database.sql("select id from ward where slug = :slug").bind("slug", plan.ward().slug()).map(row -> row.get(0, UUID.class)).one()
        .switchIfEmpty(Mono.defer(this::create))
        .then(Mono.defer(this::checkPasswords));
  }

  Mono<Void> fillHistory() {
    return database.sql("select id from ward where slug = :slug").bind("slug", plan.ward().slug()).map(row -> row.get(0, UUID.class)).one()
        .flatMap(history::fill);
  }

  /** All or nothing, so that a start that was killed half-way leaves nothing behind. */
  private Mono<UUID> create() {
    var administrator = plan.administrator();
    return accounts.create(null, new Accounts.NewOfficer(null, null, administrator.username(), administrator.name(), Role.ADMIN),
            PUBLISHED_PASSWORD, false, true)
        .flatMap(admin -> setup.create(admin, plan.province(), plan.ward().name(), plan.ward().slug()))
        .delayUntil(ward -> database.sql("update ward set demo = true where id = :id").bind("id", ward.id()).then())
        .delayUntil(this::addPeople)
        .delayUntil(this::addGroups)
        .map(Ward::id)
        .as(transactions::transactional);
  }

  private Mono<Void> addPeople(Ward ward) {
    return Flux.fromIterable(plan.officers()).filter(person -> person.role() != Role.ADMIN)
        .concatMap(person -> accounts.create(null, new Accounts.NewOfficer(person.role() == Role.PROVINCE ? null : ward.id(), ward.provinceId(),
            person.username(), person.name(), person.role()), PUBLISHED_PASSWORD, false, true))
        .then();
  }

  private Mono<Void> addGroups(Ward ward) {
    return database.sql("select id from officer where ward_id = :ward and role = 'ADMIN'").bind("ward", ward.id())
        .map(row -> row.get(0, UUID.class)).one()
        .flatMap(directory::officer)
        .flatMap(admin -> groups.addAll(admin, plan.groups().stream().map(Plan.Group::asNew).toList()))
        .then();
  }

  private Mono<Void> checkPasswords() {
    if (published) {
      return Mono.empty();
    }
    return database.sql("select o.id, o.username from officer o join account a on a.officer_id = o.id where a.published order by o.username")
        .map(row -> new Published(row.get("id", UUID.class), row.get("username", String.class))).all()
        .map(account -> new Replacement(account.officer(), account.username(), firstLogin.randomPassword())).collectList()
        .filter(replacements -> !replacements.isEmpty())
        .flatMap(this::replace);
  }

  private record Published(UUID officer, String username) {}

  private record Replacement(UUID officer, String username, String password) {
    @Override
    public String toString() {
      return "Replacement[" + username + "]";
    }
  }

  /** All or none, and told first: a start that is killed in between tells new ones next time. */
  private Mono<Void> replace(List<Replacement> replacements) {
    var lines = replacements.stream().map(r -> r.username() + ": " + r.password()).collect(Collectors.joining(System.lineSeparator()));
    return firstLogin.tell(lines)
        .thenMany(Flux.fromIterable(replacements)).concatMap(r -> accounts.force(r.officer(), r.password(), false, false)).then()
        .as(transactions::transactional);
  }

  private static boolean reachesARealNetwork(Environment environment) {
    return real(environment, "TELEGRAM_BOT_TOKEN", "TELEGRAM_API_URL") || real(environment, "ZALO_APP_ID", "ZALO_API_URL");
  }

  private static boolean real(Environment environment, String secret, String address) {
    if (environment.getProperty(secret, "").isBlank()) {
      return false;
    }
    var url = environment.getProperty(address, "");
    return url.isBlank() || !CauNoiSettings.isLoopback(java.net.URI.create(url).getHost());
  }
}
