package vn.caunoi.contact;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.channel.Barrier;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.platform.NotFound;
import vn.caunoi.ward.ResidentialGroup;
import vn.caunoi.ward.WardDirectory;

/** Every resident we can write to. Takes part in the caller's transaction; asks for no lock longer than its statement. */
@Component
public class ContactBook {
  private final Contacts contacts;
  private final ContactAddresses addresses;
  private final ContactPhones phones;
  private final Consents consents;
  private final AddressMoves moves;
  private final WardDirectory wards;

  ContactBook(Contacts contacts, ContactAddresses addresses, ContactPhones phones, Consents consents, AddressMoves moves, WardDirectory wards) {
    this.contacts = contacts;
    this.addresses = addresses;
    this.phones = phones;
    this.consents = consents;
    this.moves = moves;
    this.wards = wards;
  }

  /** Whose address this is, a new contact if nobody's. They did something at {@code at}: their reply window opens, a block is over. */
  public Mono<Contact> findOrAdd(UUID ward, ChannelAddress address, Instant at) {
    return addresses.findOrAdd(ward, address, at, false);
  }

  /** {@link #findOrAdd} for somebody who only began to follow: opens the welcome quota, or the window if they ever did anything else. */
  public Mono<Contact> followed(UUID ward, ChannelAddress address, Instant at) {
    return addresses.findOrAdd(ward, address, at, true);
  }

  /** Whose address this is, or empty. */
  public Mono<Contact> find(UUID ward, ChannelAddress address) {
    return addresses.findContact(ward, address);
  }

  public Mono<Contact> get(UUID ward, UUID contactId) {
    return contacts.find(ward, contactId).switchIfEmpty(Mono.error(() -> new NotFound("Không có người dân này.")));
  }

  /** Where the contact can be written to, the address that wrote last first; blocked ones too. */
  public Flux<ReachableAddress> addressesOf(UUID ward, UUID contactId) {
    return addresses.of(ward, contactId);
  }

  /** The one address, with its window and whether it is blocked; empty when nobody has it. */
  public Mono<ReachableAddress> reach(UUID ward, ChannelAddress address) {
    return addresses.reach(ward, address);
  }

  /** Somebody we know did something at {@code at} that opens their window, for instance called; nothing happens for anybody else. */
  public Mono<Void> touched(UUID ward, ChannelAddress address, Instant at) {
    return addresses.touch(ward, address, at);
  }

  /** This address cannot be reached until it writes again. {@code reason} is short and stable, for instance {@code blocked}. */
  public Mono<Void> markUnreachable(UUID ward, ChannelAddress address, String reason) {
    return addresses.block(ward, address, reason);
  }

  /** The resident left at {@code at}; an event that comes late does not shut out who has come back in a later hour. */
  public Mono<Void> left(UUID ward, ChannelAddress address, Instant at) {
    return addresses.leave(ward, address, at);
  }

  /** The network refused a message at {@code at}: the ledger learns it, and forgets it when the address acts again. */
  public Mono<Void> refused(UUID ward, ChannelAddress address, SendOutcome.Unreachable refusal, Instant at) {
    return refusal.barrier() == Barrier.ADDRESS ? addresses.block(ward, address, refusal.reason())
        : addresses.refuse(ward, address, refusal.barrier(), at);
  }

  /** The network took messages to these addresses of one account; those to silent followers use up their welcome quota. */
  public Mono<Void> welcomed(UUID ward, UUID account, Collection<ChannelAddress> to) {
    return addresses.welcomed(ward, account, to);
  }

  /**
   * The network gave this address a new id; nothing changes when the new one is known already. Whatever else is kept under the old one
   * follows, see {@link AddressFollower}, in one transaction: the caller's, or its own.
   */
  public Mono<Void> moved(UUID ward, ChannelAddress from, ChannelAddress to) {
    return moves.move(ward, from, to);
  }

  public Mono<Void> markReachable(UUID ward, ChannelAddress address) {
    return addresses.unblock(ward, address);
  }

  /** Puts the contact into a group of the ward; leaves the old one. */
  public Mono<Void> joinGroup(UUID ward, UUID contactId, UUID groupId, boolean household) {
    return wards.group(ward, groupId).then(contacts.join(ward, contactId, groupId, household));
  }

  /** Agreed to {@code purpose} as the text of this version says. Nothing changes when it stands already. */
  public Mono<Void> grant(UUID ward, UUID contactId, Consent.Purpose purpose, String textVersion, Channel channel, Instant at) {
    return consents.grant(ward, contactId, purpose, textVersion, channel, at);
  }

  /** With the consent to be written at a phone number the number goes. */
  public Mono<Void> withdraw(UUID ward, UUID contactId, Consent.Purpose purpose, Instant at) {
    var withdrawn = consents.withdraw(ward, contactId, purpose, at);
    return purpose == Consent.Purpose.PHONE ? withdrawn.then(Mono.defer(() -> phones.delete(ward, contactId))) : withdrawn;
  }

  /**
   * The network passed on the number of the resident's phone: kept when they agreed to that before, else forgotten at once. False when it is
   * not kept.
   */
  public Mono<Boolean> phoneGiven(UUID ward, UUID contactId, String written, Instant at) {
    return Mono.justOrEmpty(ContactPhones.read(written))
        .filterWhen(number -> consents.stands(ward, contactId, Consent.Purpose.PHONE))
        .flatMap(number -> phones.keep(ward, contactId, number, at).thenReturn(true))
        .defaultIfEmpty(false);
  }

  Mono<Boolean> hasPhone(UUID ward, UUID contactId) {
    return phones.find(ward, contactId).hasElement();
  }

  /** All consents, withdrawn ones too, newest first. */
  public Flux<Consent> consents(UUID ward, UUID contactId) {
    return consents.of(ward, contactId);
  }

  public Mono<Boolean> agreedTo(UUID ward, UUID contactId, Consent.Purpose purpose) {
    return consents.stands(ward, contactId, purpose);
  }

  /** The contact with its addresses and consents. */
  Mono<Void> delete(UUID ward, UUID contactId) {
    return consents.delete(ward, contactId).then(Mono.defer(() -> phones.delete(ward, contactId)))
        .then(Mono.defer(() -> addresses.delete(ward, contactId)))
        .then(Mono.defer(() -> contacts.delete(ward, contactId)));
  }

  public Mono<MyData> myData(UUID ward, UUID contactId) {
    var channels = addresses.of(ward, contactId).map(a -> a.address().channel()).distinct().collectList();
    return get(ward, contactId).flatMap(contact ->
        Mono.zip(groupName(contact), channels, consents(ward, contactId).collectList(), hasPhone(ward, contactId))
            .map(parts -> new MyData(parts.getT1().isEmpty() ? null : parts.getT1(), contact.household(), parts.getT4(), parts.getT2(), parts.getT3())));
  }

  private Mono<String> groupName(Contact contact) {
    return contact.groupId() == null ? Mono.just("")
        : wards.group(contact.wardId(), contact.groupId()).map(ResidentialGroup::name).onErrorReturn(NotFound.class, "");
  }
}
