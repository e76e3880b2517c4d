package vn.caunoi.console.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;

/** Somebody in front of the console's pages of channel accounts. */
final class AccountsClient {
  private final WebTestClient http;

  AccountsClient(WebTestClient http, String bearer) {
    this.http = http.mutate().defaultHeader("Authorization", "Bearer " + bearer).build();
  }

  String get(String path) {
    return get(path, 200);
  }

  String get(String path, int status) {
    var body = http.get().uri(path).accept(MediaType.TEXT_HTML).exchange().expectStatus().isEqualTo(status)
        .expectBody(String.class).returnResult().getResponseBody();
    return body == null ? "" : body;
  }

  /** The page that answers; empty after a redirect. */
  String post(String path, int status, String... fields) {
    var form = new LinkedMultiValueMap<String, String>();
    for (int i = 0; i < fields.length; i += 2) {
      form.add(fields[i], fields[i + 1]);
    }
    var body = http.post().uri(path).contentType(MediaType.APPLICATION_FORM_URLENCODED).accept(MediaType.TEXT_HTML)
        .body(BodyInserters.fromFormData(form)).exchange().expectStatus().isEqualTo(status)
        .expectBody(String.class).returnResult().getResponseBody();
    return body == null ? "" : body;
  }

  /** Adds an account and gives the address of its page. */
  String add(String kind, String... fields) {
    var form = new LinkedMultiValueMap<String, String>();
    for (int i = 0; i < fields.length; i += 2) {
      form.add(fields[i], fields[i + 1]);
    }
    var answer = http.post().uri("/settings/channels/new/" + kind).contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .body(BodyInserters.fromFormData(form)).exchange().expectStatus().isSeeOther().expectBody().returnResult();
    var location = String.valueOf(answer.getResponseHeaders().getLocation());
    assertThat(location).startsWith("/settings/channels/");
    return location;
  }
}
