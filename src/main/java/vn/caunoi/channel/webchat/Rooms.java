package vn.caunoi.channel.webchat;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.channel.ChannelAccounts;
import vn.caunoi.platform.NotFound;
import vn.caunoi.ward.Ward;
import vn.caunoi.ward.WardDirectory;

/** Finds the room behind an address of the page. */
@Component
class Rooms {
  private final WardDirectory wards;
  private final ChannelAccounts accounts;
  private final WebchatAccounts seeder;

  Rooms(WardDirectory wards, ChannelAccounts accounts, WebchatAccounts seeder) {
    this.wards = wards;
    this.accounts = accounts;
    this.seeder = seeder;
  }

  Mono<Room> get(String slug) {
    return wards.findBySlug(slug)
        .switchIfEmpty(Mono.error(() -> new NotFound("Không có trang trò chuyện của phường này.")))
        .flatMap(this::open);
  }

  Flux<Ward> wards() {
    return wards.wards();
  }

  private Mono<Room> open(Ward ward) {
    return account(ward)
        .switchIfEmpty(Mono.defer(() -> seeder.seed(ward.id()).then(Mono.defer(() -> account(ward)))))
        .map(account -> new Room(ward, account));
  }

  private Mono<ChannelAccount> account(Ward ward) {
    return accounts.of(ward.id()).filter(account -> account.channel() == Channel.WEB).next();
  }
}
