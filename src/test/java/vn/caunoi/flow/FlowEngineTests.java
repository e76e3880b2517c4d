package vn.caunoi.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlowEngineTests {
  @Test
  void shippedFlowsHaveNoProblem() {
    assertThat(ShippedFlows.folder().problems()).isEmpty();
  }
}
