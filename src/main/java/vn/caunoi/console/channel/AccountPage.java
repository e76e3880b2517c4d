package vn.caunoi.console.channel;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.channel.AccountRegister;
import vn.caunoi.conversation.TrialMessages;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.InvalidInput;

/** The page of one account, the same after whatever was done to it. */
@Component
class AccountPage {
  private final AccountRegister register;
  private final Setups setups;
  private final Rows rows;
  private final TrialMessages trials;

  AccountPage(AccountRegister register, Setups setups, Rows rows, TrialMessages trials) {
    this.register = register;
    this.setups = setups;
    this.rows = rows;
    this.trials = trials;
  }

  /** {@code code}: a code for a message to oneself that was just made, or empty. */
  Mono<Rendering> show(CurrentAccount me, UUID id, String error, String code, HttpStatusCode status) {
    return rows.of(me.ward(), id).map(row -> {
      var setup = setups.of(row.account().channel());
      return Rendering.view("channel/account").status(status).modelAttribute("row", row)
          .modelAttribute("fields", setup.fields()).modelAttribute("rotates", setup.rotates(row.account()))
          .modelAttribute("error", error).modelAttribute("code", code).modelAttribute("minutes", TrialMessages.LIFE.toMinutes())
          .build();
    });
  }

  /** What a person can mend is said on the page itself. */
  Mono<Rendering> refused(CurrentAccount me, UUID id, Throwable error) {
    return show(me, id, String.valueOf(error.getMessage()), "", error instanceof Conflict ? HttpStatus.CONFLICT : HttpStatus.BAD_REQUEST);
  }

  static boolean mendable(Throwable error) {
    return error instanceof InvalidInput || error instanceof Conflict;
  }

  /** What became of the last code. */
  Mono<String> trial(CurrentAccount me, UUID id) {
    return register.get(me.ward(), id).then(trials.find(me.ward(), id)).map(trial -> {
      var fate = trial.fate();
      if (fate == null) {
        return rows.now().isAfter(trial.expiresAt()) ? "Mã đã hết hạn." : "… Đang chờ mã được nhắn tới.";
      }
      return switch (fate.status()) {
        case ACCEPTED, DELIVERED, SEEN -> "✓ Đã nhận mã và gửi tin trả lời. Hai chiều đều thông.";
        case PLANNED, CLAIMED -> "✓ Đã nhận mã; tin trả lời đang chờ gửi (tài khoản tạm dừng thì chưa gửi).";
        default -> "✗ Đã nhận mã nhưng chưa gửi trả được: " + (fate.reason() == null ? fate.status().label() : fate.reason()) + ".";
      };
    }).defaultIfEmpty("");
  }
}
