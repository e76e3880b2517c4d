package vn.caunoi;

import java.time.Clock;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.r2dbc.core.DatabaseClient;
import vn.caunoi.access.Accounts;
import vn.caunoi.access.Session;
import vn.caunoi.access.Sessions;
import vn.caunoi.platform.Ids;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;
import vn.caunoi.ward.WardDirectory;

/** Makes a ward of its own for a test. */
@TestComponent
public class TestWard {
  public static final String PASSWORD = "mat-khau-thu-nghiem";

  private final DatabaseClient database;
  private final Accounts accounts;
  private final Sessions sessions;
  private final WardDirectory directory;
  private final Ids ids;
  private final Clock clock;

  TestWard(DatabaseClient database, WardDirectory directory, Accounts accounts, Sessions sessions, Ids ids, Clock clock) {
    this.database = database;
    this.directory = directory;
    this.accounts = accounts;
    this.sessions = sessions;
    this.ids = ids;
    this.clock = clock;
  }

  /** A new ward in a new province, with nothing in it. */
  public Ward create() {
    var id = ids.next();
    var slug = "p" + id.toString().replace("-", "");
    database.sql("""
        with p as (insert into province (id, name) values (:province, :provinceName) returning id)
        insert into ward (id, province_id, name, slug, created_at) select :id, p.id, :name, :slug, :now from p""")
        .bind("province", ids.next()).bind("provinceName", "Tỉnh " + slug).bind("id", id).bind("name", "Phường " + slug)
        .bind("slug", slug).bind("now", clock.instant()).then().block();
    return directory.get(id).block();
  }

  public ResidentialGroup group(Ward ward, String name, int households) {
    var id = ids.next();
    database.sql("""
        insert into residential_group (ward_id, id, name, households, token, created_at)
        values (:ward, :id, :name, :households, :token, :now)""")
        .bind("ward", ward.id()).bind("id", id).bind("name", name).bind("households", households)
        .bind("token", id.toString().replace("-", "")).bind("now", clock.instant()).then().block();
    return directory.group(ward.id(), id).block();
  }

  public Officer officer(Ward ward, Role role) {
    var id = ids.next();
    database.sql("""
        insert into officer (id, ward_id, province_id, username, display_name, role, created_at)
        values (:id, :ward, :province, :username, :name, :role, :now)""")
        .bind("id", id).bind("ward", ward.id()).bind("province", ward.provinceId()).bind("username", role.name().toLowerCase() + id)
        .bind("name", role.label() + " " + id.toString().substring(30)).bind("role", role.name()).bind("now", clock.instant()).then().block();
    return directory.officer(id).block();
  }

  /** Somebody of this ward who can sign in with {@link #PASSWORD}. */
  public Officer signedUp(Ward ward, Role role) {
    var name = role.name().toLowerCase() + ids.next().toString().substring(24);
    return accounts.create(null, new Accounts.NewOfficer(ward.id(), ward.provinceId(), name, role.label() + " " + name, role), PASSWORD, false, false)
        .block();
  }

  /** A bearer token of somebody who is {@link #signedUp}. */
  public String bearer(Officer officer) {
    return sessions.open(officer.id(), Session.Kind.BEARER, null).block().token();
  }
}
