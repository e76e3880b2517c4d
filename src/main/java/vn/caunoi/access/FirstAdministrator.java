package vn.caunoi.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.CauNoiSettings;
import vn.caunoi.platform.WrongSetting;
import vn.caunoi.ward.Role;

/** Makes the account {@code admin} in an empty database outside the demo. */
@Component
public class FirstAdministrator {
  private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);

  private final DatabaseClient database;
  private final Accounts accounts;
  private final Passwords passwords;
  private final CauNoiSettings settings;
  private final @Nullable String given;

  FirstAdministrator(DatabaseClient database, Accounts accounts, Passwords passwords, CauNoiSettings settings, Environment environment) {
    this.database = database;
    this.accounts = accounts;
    this.passwords = passwords;
    this.settings = settings;
    var password = environment.getProperty("CAUNOI_ADMIN_PASSWORD", "");
    this.given = password.isBlank() ? null : password;
    if (given != null && given.length() < Passwords.MIN_LENGTH) {
      throw WrongSetting.secret("CAUNOI_ADMIN_PASSWORD", "ít nhất " + Passwords.MIN_LENGTH + " ký tự");
    }
  }

  /**
   * Does nothing when anybody has an account already. The password is told before the account exists: a start that is killed in between
   * tells another one next time, while the other order would leave an account that nobody can open.
   */
  public Mono<Void> create() {
    return database.sql("select exists (select 1 from account)").map(row -> row.get(0, Boolean.class)).one()
        .filter(exists -> !exists)
        .flatMap(none -> {
          var password = given == null ? passwords.random() : given;
          var admin = new Accounts.NewOfficer(null, null, "admin", "Quản trị", Role.ADMIN);
          var told = given == null ? tell("admin: " + password) : Mono.<Void>empty();
          return told.then(accounts.create(null, admin, password, true, false));
        })
        .timeout(Duration.ofSeconds(30))
        .then();
  }

  /** Random passwords go to a file that only the service's own user can read; the log names the file. */
  public Mono<Void> tell(String lines) {
    return Mono.fromCallable(() -> write(settings.dataDir().resolve("first-login.txt"), lines))
        .doOnNext(file -> log.info("passwords for the first sign-in are in {}", file))
        .then();
  }

  private static Path write(Path file, String lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, lines + System.lineSeparator(), StandardCharsets.UTF_8, StandardOpenOption.WRITE);
  }

  /** For the demo's accounts when its published password must not be valid. */
  public String randomPassword() {
    return passwords.random();
  }
}
