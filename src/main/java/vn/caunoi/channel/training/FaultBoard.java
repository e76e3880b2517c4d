package vn.caunoi.channel.training;

import java.util.List;
import java.util.function.IntSupplier;
import vn.caunoi.platform.NotFound;

/** The faults of one network. {@code waiting} counts what is planned for messages to come; {@code forget} drops that. */
record FaultBoard(List<Fault> faults, IntSupplier waiting, Runnable forget) {

  void turn(String key, boolean on) {
    faults.stream().filter(fault -> fault.key().equals(key)).findFirst()
        .orElseThrow(() -> new NotFound("Không có sự cố này."))
        .turn(on);
  }

  void clear() {
    forget.run();
    faults.stream().filter(Fault::isOn).forEach(fault -> fault.turn(false));
  }
}
