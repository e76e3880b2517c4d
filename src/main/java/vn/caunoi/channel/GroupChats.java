package vn.caunoi.channel;

import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The groups on a network that the ward posts to, one that stands per residential group and account. What the network refuses comes as
 * {@link vn.caunoi.platform.Conflict} with a sentence that says what to do. Members are counted, never listed.
 */
public interface GroupChats {
  Mono<GroupChat> get(UUID ward, UUID id);

  /** All of a ward that stand or were lost, newest first. */
  Flux<GroupChat> of(UUID ward);

  /** Of one residential group, those that no longer stand too, newest first. */
  Flux<GroupChat> of(UUID ward, UUID residentialGroup);

  /** What the account has bought, free ones first. Asks the network. */
  Mono<List<GroupChat.Asset>> assets(UUID ward, UUID account);

  /** The administrators that were given for the account's newest group, to offer them again; empty when there is none. */
  Mono<List<String>> lastAdmins(UUID ward, UUID account);

  /** Writes the row, asks the network. A lost answer leaves the group {@code CREATING}; {@link #refresh} finds out. */
  Mono<GroupChat> create(NewGroupChat wanted);

  /** Asks the network how the group stands now. */
  Mono<GroupChat> refresh(UUID ward, UUID id);

  /** Puts another asset under the group, or the renewed one again. */
  Mono<GroupChat> changeAsset(UUID ward, UUID id, String assetId);

  /** Ends the group on the network, for everybody in it. */
  Mono<GroupChat> disband(UUID ward, UUID id);
}
