package vn.caunoi.console.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.training.TrainingNetwork;
import vn.caunoi.ward.Role;

/** A real ward has no training page and nothing behind it. */
@CauNoiTest
class NoTrainingIT {
  @Autowired WebTestClient http;
  @Autowired TestWard wards;
  @Autowired ApplicationContext context;

  @Test
  void thePageDoesNotExist() {
    var bearer = wards.bearer(wards.signedUp(wards.create(), Role.COMMANDER));
    for (var path : List.of("/training", "/training/wire", "/training/events", "/training/phones/zalo-1/screen")) {
      http.get().uri(path).headers(h -> h.setBearerAuth(bearer)).exchange().expectStatus().isNotFound().expectBody().returnResult();
    }
    http.post().uri("/training/faults/ZALO/slow").headers(h -> h.setBearerAuth(bearer)).body(BodyInserters.fromFormData("on", "true")).exchange()
        .expectStatus().isNotFound().expectBody().returnResult();
    assertThat(context.getBeansOfType(TrainingNetwork.class)).isEmpty();
  }

  @Test
  void noPageLeadsThere() {
    var bearer = wards.bearer(wards.signedUp(wards.create(), Role.ADMIN));
    assertThat(http.get().uri("/settings").accept(MediaType.TEXT_HTML).headers(h -> h.setBearerAuth(bearer)).exchange().expectStatus().isOk()
        .expectBody(String.class).returnResult().getResponseBody()).doesNotContain("/training");
  }
}
