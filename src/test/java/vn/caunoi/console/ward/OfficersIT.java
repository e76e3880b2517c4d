package vn.caunoi.console.ward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.access.Accounts;
import vn.caunoi.access.Session;
import vn.caunoi.access.Sessions;
import vn.caunoi.access.SignInOutcome;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;
import vn.caunoi.ward.WardDirectory;

@CauNoiTest
class OfficersIT {
  private static final Pattern SECRET = Pattern.compile("class=\"secret\"[^>]*>([^<]+)<");

  @Autowired WebTestClient http;
  @Autowired Accounts accounts;
  @Autowired Sessions sessions;
  @Autowired WardDirectory directory;
  @Autowired DatabaseClient database;
  @Autowired TestWard wards;

  private Ward ward;
  private Officer admin;

  @BeforeEach
  void begin() {
    ward = wards.create();
    admin = wards.signedUp(ward, Role.ADMIN);
  }

  @Test
  void addsAnOfficerWithAPasswordThatIsShownOnceAndMustBeChanged() {
    var name = "moi" + ward.slug().substring(20);
    var password = secret(post(admin, "/settings/officers", "username", name, "displayName", "Đ/c <Mới>", "role", "DUTY"));
    assertThat(accounts.signIn(name, password, Session.Kind.CONSOLE).block()).isInstanceOf(SignInOutcome.SignedIn.class);
    var list = get(admin, "/settings/officers");
    assertThat(list).contains("Đ/c &lt;Mới&gt;", "Trực ban").doesNotContain(password);
    var added = directory.findOfficer(name).block();
    as(added).get().uri("/groups").accept(MediaType.TEXT_HTML).exchange().expectStatus().isSeeOther().expectHeader().location("/password");
    assertThat(audited("officer_added", added)).isEqualTo(1);
  }

  @Test
  void aDisabledOfficerIsSignedOutAtOnce() {
    var officer = wards.signedUp(ward, Role.OFFICER);
    var client = as(officer);
    client.get().uri("/api/v1/groups").exchange().expectStatus().isOk();
    post(admin, "/settings/officers/" + officer.id() + "/active", "active", "false");
    client.get().uri("/api/v1/groups").exchange().expectStatus().isUnauthorized();
    assertThat(accounts.signIn(officer.username(), TestWard.PASSWORD, Session.Kind.CONSOLE).block()).isInstanceOf(SignInOutcome.Wrong.class);
  }

  @Test
  void onlyAnAdministratorManagesAccounts() {
    for (var role : new Role[] {Role.OFFICER, Role.DUTY, Role.COMMANDER, Role.PROVINCE}) {
      var client = as(wards.signedUp(ward, role));
      for (var path : new String[] {"/settings", "/settings/officers", "/settings/channels/new/zalo", "/settings/wards", "/setup"}) {
        client.get().uri(path).accept(MediaType.TEXT_HTML).exchange().expectStatus().isForbidden();
      }
      client.post().uri("/settings/officers/" + admin.id() + "/password").exchange().expectStatus().isForbidden();
    }
  }

  @Test
  void anAdministratorReachesOnlyTheirOwnWard() {
    var stranger = wards.signedUp(wards.create(), Role.OFFICER);
    as(admin).post().uri("/settings/officers/" + stranger.id() + "/password").exchange().expectStatus().isNotFound();
    as(admin).post().uri("/settings/officers/" + stranger.id() + "/active").contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .body(BodyInserters.fromFormData("active", "false")).exchange().expectStatus().isNotFound();
    assertThat(directory.officer(stranger.id()).block().active()).isTrue();
  }

  @Test
  void aTokenForAMachineIsMadeByAPersonShownOnceAndRevoked() {
    as(admin).post().uri("/tokens").contentType(MediaType.APPLICATION_FORM_URLENCODED).body(BodyInserters.fromFormData("name", "x"))
        .exchange().expectStatus().isForbidden();
    var token = accounts.issueApiToken(admin, "báo cáo đêm").block().token();
    var machine = http.mutate().defaultHeader("Authorization", "Bearer " + token).build();
    machine.get().uri("/api/v1/groups").exchange().expectStatus().isOk();
    assertThat(get(admin, "/tokens")).contains("báo cáo đêm").doesNotContain(token);
    var id = sessions.apiTokens(admin.id()).blockFirst().id();
    post(admin, "/tokens/" + id + "/revoke");
    machine.get().uri("/api/v1/groups").exchange().expectStatus().isUnauthorized();
    assertThat(audited("api_token_revoked", admin)).isEqualTo(1);
  }

  private long audited(String action, Officer subject) {
    return database.sql("select count(*) from audit_entry where ward_id = :ward and action = :action and subject_id = :id")
        .bind("ward", ward.id()).bind("action", action).bind("id", subject.id().toString()).map(row -> row.get(0, Long.class)).one().block();
  }

  private static String secret(String page) {
    var found = SECRET.matcher(page);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private String get(Officer officer, String path) {
    return as(officer).get().uri(path).accept(MediaType.TEXT_HTML).exchange().expectStatus().isOk()
        .expectBody(String.class).returnResult().getResponseBody();
  }

  private String post(Officer officer, String path, String... fields) {
    var form = new LinkedMultiValueMap<String, String>();
    for (int i = 0; i < fields.length; i += 2) {
      form.add(fields[i], fields[i + 1]);
    }
    var answer = as(officer).post().uri(path).contentType(MediaType.APPLICATION_FORM_URLENCODED).body(BodyInserters.fromFormData(form))
        .exchange().expectStatus().value(status -> assertThat(status).isIn(200, 303)).expectBody(String.class).returnResult();
    return answer.getResponseBody() == null ? "" : answer.getResponseBody();
  }

  private WebTestClient as(Officer officer) {
    var token = sessions.open(officer.id(), Session.Kind.BEARER, null).block().token();
    return http.mutate().defaultHeader("Authorization", "Bearer " + token).build();
  }
}
