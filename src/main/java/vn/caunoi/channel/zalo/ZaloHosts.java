package vn.caunoi.channel.zalo;

import java.net.URI;
import java.util.List;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.SimulatedNetwork;

/** Where Zalo is: at the addresses of the settings, or for simulated accounts at the stand-in and nowhere else. */
final class ZaloHosts {
  private final ZaloSettings settings;
  private final List<SimulatedNetwork> simulations;

  ZaloHosts(ZaloSettings settings, List<SimulatedNetwork> simulations) {
    this.settings = settings;
    this.simulations = List.copyOf(simulations);
  }

  URI api(boolean simulated) {
    return simulated ? standIn() : settings.api();
  }

  /** Templates by phone, and all about templates themselves. */
  URI business(boolean simulated) {
    return simulated ? standIn() : settings.business();
  }

  URI oauth(boolean simulated) {
    return simulated ? standIn() : settings.oauth();
  }

  private URI standIn() {
    return simulations.stream().filter(network -> network.channel() == Channel.ZALO).findFirst()
        .orElseThrow(() -> new IllegalStateException("a simulated Zalo account outside the demo")).address();
  }
}
