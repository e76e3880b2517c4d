package vn.caunoi.start;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.access.FirstAdministrator;
import vn.caunoi.channel.AccountSeeder;
import vn.caunoi.platform.CauNoiSettings;
import vn.caunoi.ward.Ward;
import vn.caunoi.ward.WardDirectory;

/** Runs before the service calls itself ready. Each part finds out by itself whether there is anything left to do. */
@Component
class StartUp implements ApplicationRunner {
  private static final Logger log = LoggerFactory.getLogger(StartUp.class);
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final CauNoiSettings settings;
  private final FirstAdministrator administrator;
  private final DemoWard demo;
  private final WardDirectory directory;
  private final List<AccountSeeder> seeders;

  StartUp(CauNoiSettings settings, FirstAdministrator administrator, DemoWard demo, WardDirectory directory, List<AccountSeeder> seeders) {
    this.settings = settings;
    this.administrator = administrator;
    this.demo = demo;
    this.directory = directory;
    this.seeders = seeders;
  }

  /** Blocks the main thread, which has nothing else to do until the service is ready. */
  @Override
  public void run(ApplicationArguments arguments) {
    var people = settings.demo() ? demo.prepare() : administrator.create();
    people.thenMany(directory.wards()).concatMap(this::seedAccounts)
        .then(Mono.defer(() -> settings.demo() ? demo.fillHistory() : Mono.empty()))
        .block(LIMIT);
    tell();
  }

  private Mono<Void> seedAccounts(Ward ward) {
    return Flux.fromIterable(seeders).concatMap(seeder -> seeder.seed(ward.id())).then();
  }

  private void tell() {
    log.info("Cầu Nối sẵn sàng: {}", settings.publicUrl());
    if (settings.demo() && !settings.reachableFromOutside()) {
      log.info("đăng nhập: canbo, trucban, chihuy, tinh hoặc admin; mật khẩu caunoi-demo");
      log.info("trò chuyện như người dân: {}/chat", settings.publicUrl());
    }
  }
}
