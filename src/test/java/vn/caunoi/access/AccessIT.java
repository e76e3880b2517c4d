package vn.caunoi.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;

@CauNoiTest
class AccessIT {
  @Autowired private WebTestClient client;
  @Autowired private TestWard wards;
  @Autowired private Accounts accounts;

  @ParameterizedTest
  @CsvSource({
      "/api/v1/tips,           OFFICER DUTY COMMANDER",
      "/api/v1/campaigns,      OFFICER DUTY COMMANDER",
      "/api/v1/groups,         OFFICER DUTY COMMANDER ADMIN",
      "/api/v1/scorecard?period=2026, OFFICER DUTY COMMANDER",
      "/settings,              ADMIN",
      "/tips,                  OFFICER DUTY COMMANDER",
      "/campaigns,             OFFICER DUTY COMMANDER",
      "/calendar,              OFFICER DUTY COMMANDER",
      "/feedback,              OFFICER DUTY COMMANDER",
      "/scorecard,             OFFICER DUTY COMMANDER",
      "/groups,                OFFICER DUTY COMMANDER ADMIN",
      "/conversations/parked,  OFFICER DUTY COMMANDER"})
  void opensAPageToItsRolesOnly(String path, String roles) {
    var ward = wards.create();
    for (var role : Role.values()) {
      var expected = roles.contains(role.name()) ? 200 : 403;
      client.get().uri(path).headers(h -> h.setBearerAuth(wards.bearer(wards.signedUp(ward, role)))).exchange()
          .expectStatus().value(status -> assertThat(status).as("%s for %s", path, role).isEqualTo(expected));
    }
  }

  @Test
  void tellsScriptsToSignInAsAProblemDocument() {
    client.get().uri("/api/v1/groups").exchange().expectStatus().isUnauthorized()
        .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON).expectBody().jsonPath("$.status").isEqualTo(401).jsonPath("$.title").exists();
  }

  @Test
  void aPageOfAnotherRoleIsRefusedInVietnameseWithAWayBack() {
    var duty = wards.bearer(wards.signedUp(wards.create(), Role.DUTY));
    client.get().uri("/settings").accept(MediaType.TEXT_HTML).headers(h -> h.setBearerAuth(duty)).exchange().expectStatus().isForbidden()
        .expectBody(String.class).value(page -> assertThat(page).contains("Không được phép", "Về trang đầu", "href=\"/\""));
    client.get().uri("/api/v1/groups/khong-co").headers(h -> h.setBearerAuth(duty)).exchange().expectStatus().isNotFound()
        .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON).expectBody().jsonPath("$.reference").exists();
    client.get().uri("/settings").headers(h -> h.setBearerAuth(duty)).exchange().expectStatus().isForbidden()
        .expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON).expectBody().jsonPath("$.title").isEqualTo("Không được phép");
  }

  @Test
  void leadsBrowsersToTheForm() {
    client.get().uri("/tips").accept(MediaType.TEXT_HTML).exchange().expectStatus().isSeeOther().expectHeader().location("/login?next=%2Ftips");
  }

  @Test
  void refusesAFormWithoutItsToken() {
    var officer = wards.signedUp(wards.create(), Role.OFFICER);
    var cookie = cookie(officer);
    client.post().uri("/campaigns").cookie(SessionContext.COOKIE, cookie).body(BodyInserters.fromFormData("title", "x")).exchange()
        .expectStatus().isForbidden();
  }

  @Test
  void keepsTheSessionCookieFromScriptsAndOtherSites() {
    var officer = wards.signedUp(wards.create(), Role.OFFICER);
    var csrf = client.get().uri("/login").exchange().expectStatus().isOk().returnResult(String.class);
    var page = String.join("", csrf.getResponseBody().collectList().block());
    var token = page.replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
    client.post().uri("/login").cookie("XSRF-TOKEN", csrf.getResponseCookies().getFirst("XSRF-TOKEN").getValue())
        .body(BodyInserters.fromFormData("_csrf", token).with("username", officer.username()).with("password", TestWard.PASSWORD))
        .exchange().expectStatus().isSeeOther().expectHeader()
        .values(HttpHeaders.SET_COOKIE, headers -> assertThat(headers).anySatisfy(header ->
            assertThat(header).contains("caunoi_session=").containsIgnoringCase("HttpOnly").contains("SameSite=Lax")));
  }

  @Test
  void slowsDownWhoTriesManyPasswords() {
    var officer = wards.signedUp(wards.create(), Role.OFFICER);
    for (int i = 0; i < 3; i++) {
      signIn(officer, "sai").expectStatus().isUnauthorized();
    }
    signIn(officer, TestWard.PASSWORD).expectStatus().isEqualTo(429).expectHeader().exists("Retry-After");
  }

  @Test
  void signsAScriptInForABearerToken() {
    var ward = wards.create();
    signIn(wards.signedUp(ward, Role.COMMANDER), TestWard.PASSWORD).expectStatus().isCreated().expectBody()
        .jsonPath("$.token").isNotEmpty().jsonPath("$.expiresAt").isNotEmpty().jsonPath("$.user.role").isEqualTo("commander")
        .jsonPath("$.user.ward").isEqualTo(ward.slug());
  }

  @Test
  void signsADisabledPersonOutAtOnce() {
    var ward = wards.create();
    var admin = wards.signedUp(ward, Role.ADMIN);
    var officer = wards.signedUp(ward, Role.OFFICER);
    var bearer = wards.bearer(officer);
    accounts.setActive(admin, officer.id(), false).block();
    client.get().uri("/api/v1/groups").headers(h -> h.setBearerAuth(bearer)).exchange().expectStatus().isUnauthorized();
    signIn(officer, TestWard.PASSWORD).expectStatus().isUnauthorized();
  }

  @Test
  void describesItsRestInterface() {
    var admin = wards.signedUp(wards.create(), Role.ADMIN);
    client.get().uri("/v3/api-docs").headers(h -> h.setBearerAuth(wards.bearer(admin))).exchange().expectStatus().isOk()
        .expectBody().jsonPath("$.paths['/api/v1/campaigns']").exists();
  }

  @Test
  void sendsAPolicyThatKeepsForeignScriptsOut() {
    client.get().uri("/login").exchange().expectHeader()
        .value("Content-Security-Policy", policy -> assertThat(policy).contains("default-src 'self'").doesNotContain("unsafe"));
  }

  private WebTestClient.ResponseSpec signIn(Officer officer, String password) {
    return client.post().uri("/api/v1/sessions").bodyValue(Map.of("username", officer.username(), "password", password)).exchange();
  }

  private String cookie(Officer officer) {
    return ((SignInOutcome.SignedIn) accounts.signIn(officer.username(), TestWard.PASSWORD, Session.Kind.CONSOLE).block()).session().token();
  }
}
