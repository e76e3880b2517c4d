package vn.caunoi.flow;

import java.util.Map;

/** Plays flows: (state, input) to (replies, action, state). Pure: no clock, no database, no network, no randomness. */
public final class FlowEngine {
  private final FlowCatalog flows;

  public FlowEngine(FlowCatalog flows) {
    this.flows = flows;
  }

  /**
   * The first thing a resident does while no conversation is open: a link, a button or a keyword opens its flow, everything else the
   * default one. {@code variables} are what the caller knows beforehand (none is needed).
   */
  public Turn begin(FlowInput input, Map<String, String> variables) {
    throw new UnsupportedOperationException("arrives soon: " + flows);
  }

  /** Starts a flow at its first step. */
  public Turn start(Flow flow, Map<String, String> variables) {
    throw new UnsupportedOperationException("arrives soon");
  }

  /** Goes on from a wait. Keywords, links and buttons of other flows, cancelling and help are understood in every wait. */
  public Turn advance(FlowState state, FlowInput input) {
    throw new UnsupportedOperationException("arrives soon");
  }

  /** Goes on after an action: its result becomes variables. */
  public Turn resume(FlowState state, Map<String, String> result) {
    throw new UnsupportedOperationException("arrives soon");
  }
}
