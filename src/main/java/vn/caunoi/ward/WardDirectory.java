package vn.caunoi.ward;

import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.NotFound;

/** Looks up wards, residential groups and officers. */
@Component
public class WardDirectory {
  private static final String WARD = "select id, province_id, name, slug, demo from ward ";
  static final String GROUP = "select ward_id, id, name, kind, households, token, active from residential_group ";
  private static final String OFFICER = "select id, ward_id, province_id, username, display_name, role, active from officer ";

  private final DatabaseClient database;

  WardDirectory(DatabaseClient database) {
    this.database = database;
  }

  public Flux<Ward> wards() {
    return database.sql(WARD + "order by name limit 1000").map(WardDirectory::toWard).all();
  }

  public Mono<Ward> get(UUID ward) {
    return database.sql(WARD + "where id = :ward").bind("ward", ward).map(WardDirectory::toWard).one()
        .switchIfEmpty(Mono.error(() -> new NotFound("Không có phường này.")));
  }

  public Mono<Ward> findBySlug(String slug) {
    return database.sql(WARD + "where slug = :slug").bind("slug", slug).map(WardDirectory::toWard).one();
  }

  /** The active groups of a ward in the ward's own order. */
  public Flux<ResidentialGroup> groups(UUID ward) {
    return database.sql(GROUP + "where ward_id = :ward and active order by sort_order, name limit 1000").bind("ward", ward)
        .map(WardDirectory::toGroup).all();
  }

  public Mono<ResidentialGroup> group(UUID ward, UUID id) {
    return database.sql(GROUP + "where ward_id = :ward and id = :id").bind("ward", ward).bind("id", id).map(WardDirectory::toGroup).one()
        .switchIfEmpty(Mono.error(() -> new NotFound("Không có tổ dân phố này.")));
  }

  /** By what its QR code carries; names the ward too. */
  public Mono<ResidentialGroup> findGroupByToken(String token) {
    return database.sql(GROUP + "where token = :token and active").bind("token", token).map(WardDirectory::toGroup).one();
  }

  public Mono<Officer> officer(UUID id) {
    return database.sql(OFFICER + "where id = :id").bind("id", id).map(WardDirectory::toOfficer).one()
        .switchIfEmpty(Mono.error(() -> new NotFound("Không có cán bộ này.")));
  }

  public Mono<Officer> findOfficer(String username) {
    return database.sql(OFFICER + "where username = lower(:username)").bind("username", username).map(WardDirectory::toOfficer).one();
  }

  /** Active officers of the ward, to assign work to. */
  public Flux<Officer> officers(UUID ward) {
    return database.sql(OFFICER + "where ward_id = :ward and active order by display_name limit 500").bind("ward", ward)
        .map(WardDirectory::toOfficer).all();
  }

  /** Everybody whom the administrator of this ward looks after, also those who may no longer sign in, and the viewers of its province. */
  public Flux<Officer> staff(UUID ward) {
    return database.sql(OFFICER + """
        where ward_id = :ward or role = 'PROVINCE' and province_id = (select province_id from ward where id = :ward)
        order by active desc, display_name limit 500""").bind("ward", ward).map(WardDirectory::toOfficer).all();
  }

  public Flux<Ward> wardsOf(UUID province) {
    return database.sql(WARD + "where province_id = :province order by name limit 1000").bind("province", province).map(WardDirectory::toWard).all();
  }

  public Mono<String> provinceName(UUID province) {
    return database.sql("select name from province where id = :id").bind("id", province).map(row -> row.get("name", String.class)).one();
  }

  static Ward toWard(Readable row) {
    return new Ward(row.get("id", UUID.class), row.get("province_id", UUID.class), row.get("name", String.class),
        row.get("slug", String.class), row.get("demo", Boolean.class));
  }

  static ResidentialGroup toGroup(Readable row) {
    return new ResidentialGroup(row.get("ward_id", UUID.class), row.get("id", UUID.class), row.get("name", String.class),
        ResidentialGroup.Kind.valueOf(row.get("kind", String.class)), row.get("households", Integer.class),
        row.get("token", String.class), row.get("active", Boolean.class));
  }

  static Officer toOfficer(Readable row) {
    return new Officer(row.get("id", UUID.class), row.get("ward_id", UUID.class), row.get("province_id", UUID.class),
        row.get("username", String.class), row.get("display_name", String.class), Role.valueOf(row.get("role", String.class)),
        row.get("active", Boolean.class));
  }
}
