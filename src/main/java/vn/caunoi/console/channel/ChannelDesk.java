package vn.caunoi.console.channel;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.channel.AccountCheck;
import vn.caunoi.channel.AccountHealth;
import vn.caunoi.channel.AccountRegister;
import vn.caunoi.channel.AccountSetup;
import vn.caunoi.channel.AccountSetup.Origin;
import vn.caunoi.channel.ChannelAccount;
import vn.caunoi.conversation.TrialMessages;
import vn.caunoi.delivery.Backlog;
import vn.caunoi.delivery.DeliveryLedger;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.InvalidInput;

/** What an administrator does to an account. Each change is audited; the names of changed secrets are, their values never. */
@Component
class ChannelDesk {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,60}");

  private final AccountRegister register;
  private final Setups setups;
  private final DeliveryLedger ledger;
  private final TrialMessages trials;
  private final Audited audited;

  ChannelDesk(AccountRegister register, Setups setups, DeliveryLedger ledger, TrialMessages trials, Audited audited) {
    this.register = register;
    this.setups = setups;
    this.ledger = ledger;
    this.trials = trials;
    this.audited = audited;
  }

  /**
   * Where a stand-in plays the network, that is in the demo, an account is made on it and never on the real one: the demo's password is
   * published. Errs with {@link InvalidInput} that names the field.
   */
  Mono<ChannelAccount> add(CurrentAccount me, AccountSetup setup, String name, Map<String, String> given) {
    return Mono.fromSupplier(() -> checkedName(name))
        .flatMap(checked -> audited.record(setup.add(me.ward(), checked, setup.hasStandIn(), given),
            added -> Audited.entry(me, "channel_added", added.id()).with("channel", added.channel()).with("name", added.name())))
        .doOnSuccess(added -> setup.refresh());
  }

  /** The environment and the demo make accounts by these names at each start. */
  private static String checkedName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidInput("name", "Tên chỉ gồm chữ thường không dấu, chữ số và gạch nối, tối đa 60 ký tự.");
    }
    if (name.equals("default") || name.equals("simulated")) {
      throw new InvalidInput("name", "Tên này dành cho tài khoản do cấu hình tạo. Xin chọn tên khác.");
    }
    return name;
  }

  /** The answer is what still stands against it, or passed. */
  Mono<AccountCheck> start(CurrentAccount me, UUID id, boolean takeOver) {
    return register.get(me.ward(), id).flatMap(health -> {
      var setup = setups.of(health.account().channel());
      return setup.start(health, takeOver).delayUntil(check -> check.isPassed()
          ? audited.change(register.putToUse(me.ward(), id), Audited.entry(me, "channel_started", id).with("takeOver", takeOver))
              .doOnSuccess(done -> setup.refresh())
          : Mono.empty());
    });
  }

  Mono<Void> pause(CurrentAccount me, UUID id) {
    return change(me, id, health -> audited.change(register.pause(me.ward(), id), Audited.entry(me, "channel_paused", id)));
  }

  Mono<Void> resume(CurrentAccount me, UUID id) {
    return change(me, id, health -> health.settingUp()
        ? Mono.error(new Conflict("Tài khoản chưa kết nối xong: hãy làm hết các bước rồi bấm Bắt đầu."))
        : audited.change(register.putToUse(me.ward(), id), Audited.entry(me, "channel_resumed", id)));
  }

  Mono<Void> replaceSecrets(CurrentAccount me, UUID id, Map<String, String> given) {
    return change(me, id, health -> {
      own(health);
      var names = given.entrySet().stream().filter(field -> !field.getValue().isBlank()).map(Map.Entry::getKey).sorted().toList();
      return names.isEmpty()
          ? Mono.error(new InvalidInput("secret", "Chưa điền gì mới. Ô để trống nghĩa là giữ nguyên."))
          : audited.change(setups.of(health.account().channel()).change(health.account(), given),
              Audited.entry(me, "channel_secret_changed", id).with("fields", String.join(",", names)));
    });
  }

  /** A code for a message to oneself. */
  Mono<String> issueTrial(CurrentAccount me, UUID id) {
    return register.get(me.ward(), id).flatMap(health -> {
      setups.of(health.account().channel());
      return health.settingUp()
          ? Mono.error(new Conflict("Hãy kết nối xong rồi mới nhắn thử."))
          : audited.record(trials.issue(me.ward(), id), code -> Audited.entry(me, "channel_trial_issued", id));
    });
  }

  Mono<Void> rotate(CurrentAccount me, UUID id) {
    return change(me, id, health -> {
      var setup = setups.of(health.account().channel());
      return setup.rotates(health.account())
          ? audited.change(setup.rotate(health.account()), Audited.entry(me, "channel_secret_rotated", id))
          : Mono.error(new Conflict("Mã xác nhận webhook của tài khoản này không đổi được ở đây."));
    });
  }

  /** Only what sends nothing and has nothing to send: a campaign must not wait for ever for an account that is gone. */
  Mono<Void> remove(CurrentAccount me, UUID id) {
    return change(me, id, health -> {
      own(health);
      if (health.account().status() == ChannelAccount.Status.ACTIVE) {
        return Mono.error(new Conflict("Hãy tạm dừng tài khoản trước khi gỡ."));
      }
      return ledger.backlog(me.ward()).map(all -> all.getOrDefault(id, Backlog.NONE))
          .flatMap(waiting -> waiting.planned() > 0
              ? Mono.error(new Conflict("Còn %d tin chờ gửi qua tài khoản này. Chờ gửi hết hoặc huỷ chiến dịch rồi gỡ.".formatted(waiting.planned())))
              : leave(me, health.account()));
    });
  }

  private Mono<Void> leave(CurrentAccount me, ChannelAccount account) {
    var setup = setups.of(account.channel());
    return setup.leave(account).onErrorComplete()
        .then(audited.change(register.remove(me.ward(), account.id()).then(setup.forget(account)),
            Audited.entry(me, "channel_removed", account.id()).with("channel", account.channel()).with("name", account.name())));
  }

  private void own(AccountHealth health) {
    if (setups.origin(health.account()) != Origin.CONSOLE) {
      throw new Conflict("Tài khoản này do cấu hình của máy chủ tạo: mã và việc gỡ phải làm ở đó, nếu không lần khởi động sau cấu hình lại thắng.");
    }
  }

  private Mono<Void> change(CurrentAccount me, UUID id, Function<AccountHealth, Mono<Void>> work) {
    return register.get(me.ward(), id).flatMap(health -> {
      var setup = setups.find(health.account().channel());
      return work.apply(health).doOnSuccess(done -> {
        if (setup != null) {
          setup.refresh();
        }
      });
    });
  }
}
