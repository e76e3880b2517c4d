package vn.caunoi.contact;

import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.ChannelAddress;

/** A network gave an address a new id: whatever stands under the old one stands under the new one, in one transaction. */
@Component
class AddressMoves {
  private final ContactAddresses addresses;
  private final ObjectProvider<AddressFollower> followers;
  private final TransactionalOperator transactions;

  AddressMoves(ContactAddresses addresses, ObjectProvider<AddressFollower> followers, TransactionalOperator transactions) {
    this.addresses = addresses;
    this.followers = followers;
    this.transactions = transactions;
  }

  Mono<Void> move(UUID ward, ChannelAddress from, ChannelAddress to) {
    return addresses.move(ward, from, to)
        .thenMany(Flux.fromStream(followers::orderedStream)).concatMap(follower -> follower.moved(ward, from, to))
        .then()
        .as(transactions::transactional);
  }
}
