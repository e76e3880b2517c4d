package vn.caunoi.channel;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Lets an administrator connect accounts of one network in the console and see how they are. One implementation per network. */
public interface AccountSetup {

  /** Who rules over the secrets of an account. */
  enum Origin {
    /** An administrator, here. */
    CONSOLE,
    /** The environment, which wins at each start. */
    ENVIRONMENT,
    /** The demo, which signs in anew at each start. */
    DEMO
  }

  /**
   * Something an administrator hands in. {@code secret}: written and never shown again. {@code pattern} is a regular expression for the
   * whole; {@code label} and {@code hint} are Vietnamese. Only a {@code required} one must be there from the beginning.
   */
  record Field(String name, String label, String hint, String pattern, boolean secret, boolean required) {}

  Channel channel();

  List<Field> fields();

  Origin origin(ChannelAccount account);

  /** True when accounts can be made on a stand-in of the network, which then gives whatever is not handed in. */
  boolean hasStandIn();

  /**
   * Adds an account that is not in use yet. {@code given} are values by the names of {@link #fields()}. Errs with
   * {@link vn.caunoi.platform.InvalidInput}, which names the field.
   */
  Mono<ChannelAccount> add(UUID ward, String name, boolean simulated, Map<String, String> given);

  /** Keeps what is given in place of what was; what is not given stays. A secret that signs events is still taken for a while. */
  Mono<Void> change(ChannelAccount account, Map<String, String> given);

  /** True when we make the secret that signs events ourselves, so that {@link #rotate} can. */
  boolean rotates(ChannelAccount account);

  /** Makes a new secret that signs events; the old one is taken for a while beside it. */
  Mono<Void> rotate(ChannelAccount account);

  /** Looks at every step now, in order, within some seconds. Every way a step can end is a value; the Mono errs only on a bug. */
  Mono<List<AccountCheck>> check(AccountHealth health);

  /**
   * Makes ready to receive; the caller then puts the account to use. {@code takeOver}: also when the account works for somebody else. The
   * answer is what still stands against it, or {@link AccountCheck.Passed}.
   */
  Mono<AccountCheck> start(AccountHealth health, boolean takeOver);

  /** What the network itself has to say about an account in use, in lines for the list; empty when it cannot be asked. */
  Mono<List<AccountCheck>> watch(AccountHealth health);

  /** Tells the network that nothing need come to us any more, as well as it can be done now. */
  Mono<Void> leave(ChannelAccount account);

  /** Deletes what the adapter keeps of an account that is removed; joins the caller's transaction. */
  default Mono<Void> forget(ChannelAccount account) {
    return Mono.empty();
  }

  /** Something was changed and committed: look at the database before the next use. */
  void refresh();
}
