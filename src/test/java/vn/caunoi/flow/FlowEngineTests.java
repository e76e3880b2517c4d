package vn.caunoi.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowEngineTests {
  final FlowFolder folder = FlowFolder.read(Path.of("bot-flows"), List.of());

  @Test
  void opensTheMenu() {
    assertThat(folder.problems()).isEmpty();
    var turn = new FlowEngine(folder.catalog()).begin(new FlowInput.Started(null), Map.of());
    assertThat(turn.state()).isNotNull();
  }
}
