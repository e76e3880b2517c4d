package vn.caunoi.console.ward;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.access.Session;
import vn.caunoi.access.Sessions;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;
import vn.caunoi.ward.Ward;
import vn.caunoi.ward.WardDirectory;

@CauNoiTest
class GroupPagesIT {
  @Autowired WebTestClient http;
  @Autowired Sessions sessions;
  @Autowired WardDirectory directory;
  @Autowired TestWard wards;

  private Ward ward;
  private Officer admin;

  @BeforeEach
  void begin() {
    ward = wards.create();
    admin = wards.signedUp(ward, Role.ADMIN);
  }

  @Test
  void storesNothingBeforeAnImportIsConfirmed() {
    var page = upload("Tên tổ,Số hộ\nTổ 1,120\nTổ 2,\n\"<b>Tổ\"\" 3</b>\",7\n");
    assertThat(page).contains("2 tổ, 127 hộ", "Số hộ còn trống.", "&lt;b&gt;Tổ&quot; 3&lt;/b&gt;").doesNotContain("<b>Tổ");
    assertThat(directory.groups(ward.id()).collectList().block()).isEmpty();
    as(admin).post().uri("/groups/import/confirm").contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .body(BodyInserters.fromFormData("rows", "Tên tổ,Số hộ,Loại\r\nTổ 1,120,Tổ dân phố\r\n\"<b>Tổ\"\" 3</b>\",7,Tổ dân phố\r\n"))
        .exchange().expectStatus().isSeeOther();
    assertThat(directory.groups(ward.id()).map(group -> group.name()).collectList().block()).containsExactly("Tổ 1", "<b>Tổ\" 3</b>");
  }

  /** A file form cannot carry the token as a field, because its body is streamed: htmx sends the header that the frame names. */
  @Test
  void takesAFileFromAPageOnlyWithThePagesToken() {
    var signedIn = http.post().uri("/login").contentType(MediaType.APPLICATION_FORM_URLENCODED);
    var start = http.get().uri("/login").accept(MediaType.TEXT_HTML).exchange().expectBody(String.class).returnResult();
    var csrfCookie = start.getResponseCookies().getFirst("XSRF-TOKEN").getValue();
    var field = java.util.regex.Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(start.getResponseBody());
    assertThat(field.find()).isTrue();
    var session = signedIn.cookie("XSRF-TOKEN", csrfCookie).body(BodyInserters.fromFormData("_csrf", field.group(1))
        .with("username", admin.username()).with("password", TestWard.PASSWORD)).exchange().expectStatus().isSeeOther()
        .expectBody().returnResult().getResponseCookies();
    var browser = http.mutate().defaultCookies(cookies -> {
      session.forEach((name, values) -> cookies.add(name, values.getFirst().getValue()));
      cookies.set("XSRF-TOKEN", csrfCookie);
    }).build();
    var file = new MultipartBodyBuilder();
    file.part("file", new ByteArrayResource("Tên tổ,Số hộ\nTổ 1,5\n".getBytes(StandardCharsets.UTF_8))).filename("to.csv");
    browser.post().uri("/groups/import").body(BodyInserters.fromMultipartData(file.build())).exchange().expectStatus().isForbidden();
    browser.post().uri("/groups/import").header("X-CSRF-TOKEN", field.group(1)).body(BodyInserters.fromMultipartData(file.build()))
        .exchange().expectStatus().isOk();
  }

  @Test
  void showsCoverageAndHidesSmallNumbers() {
    wards.group(ward, "Tổ 1", 100);
    assertThat(get(admin, "/groups")).contains("Tổ 1", "0 %", "Mã QR");
    assertThat(new GroupRow(new vn.caunoi.contact.Coverage(UUID.randomUUID(), "Tổ 1", 100, 3, 2)).reached()).isEqualTo("<5");
    assertThat(new GroupRow(new vn.caunoi.contact.Coverage(UUID.randomUUID(), "Tổ 1", 100, 3, 2)).percent()).isEqualTo("<5 %");
    assertThat(new GroupRow(new vn.caunoi.contact.Coverage(UUID.randomUUID(), "Tổ 1", 100, 60, 41)).percent()).isEqualTo("41 %");
  }

  @Test
  void printsAQrSheetThatOpensTheGroup() {
    var group = wards.group(ward, "Tổ 9", 400);
    assertThat(get(admin, "/groups/" + group.id() + "/qr")).contains("/g/" + group.token(), "<svg", "OTP", "Tổ 9");
    assertThat(get(admin, "/groups/qr")).contains("Tổ 9");
    assertThat(get(admin, "/groups/sheet")).contains("Tổ 9", "không ghi họ tên");
  }

  @Test
  void anOfficerConfirmsThatAGroupHeldItsFestival() {
    var group = wards.group(ward, "Tổ 3", 30);
    var officer = wards.signedUp(ward, Role.OFFICER);
    var fields = BodyInserters.fromFormData("occasion", "ngay-hoi-19-8").with("year", "2025").with("group", group.id().toString())
        .with("place", "Nhà văn hoá").with("headcount", "80").with("note", "");
    as(officer).post().uri("/groups/events").contentType(MediaType.APPLICATION_FORM_URLENCODED).body(fields.with("heldOn", "2025-08-17"))
        .exchange().expectStatus().isSeeOther();
    assertThat(get(officer, "/groups/events?occasion=ngay-hoi-19-8&year=2025")).contains("1/1", "17/08/2025", "Nhà văn hoá");
    assertThat(get(admin, "/groups/events?occasion=ngay-hoi-19-8&year=2025")).doesNotContain("Xác nhận một tổ");
  }

  @Test
  void anotherWardsGroupIsNotFound() {
    var group = wards.group(ward, "Tổ 1", 10);
    var stranger = wards.signedUp(wards.create(), Role.ADMIN);
    for (var path : new String[] {"", "/qr", "/sheet"}) {
      as(stranger).get().uri("/groups/" + group.id() + path).exchange().expectStatus().isNotFound();
    }
    as(stranger).post().uri("/groups/" + group.id() + "/active").contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .body(BodyInserters.fromFormData("active", "false")).exchange().expectStatus().isNotFound();
    assertThat(directory.group(ward.id(), group.id()).block().active()).isTrue();
  }

  @Test
  void anOfficerSeesGroupsButDoesNotChangeThem() {
    var officer = wards.signedUp(ward, Role.OFFICER);
    get(officer, "/groups");
    as(officer).post().uri("/groups").contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .body(BodyInserters.fromFormData("name", "Tổ 1").with("households", "5").with("kind", "RESIDENTIAL")).exchange().expectStatus().isForbidden();
    assertThat(directory.groups(ward.id()).collectList().block()).isEmpty();
  }

  @Test
  void scriptsReadGroupsPageByPage() {
    for (int i = 1; i <= 3; i++) {
      wards.group(ward, "Tổ " + i, 10 * i);
    }
    var first = list("?limit=2");
    assertThat(first.items()).extracting(item -> item.get("name")).containsExactly("Tổ 1", "Tổ 2");
    assertThat(first.items().getFirst()).containsEntry("households", 10).containsEntry("reachable", 0).containsEntry("coverage", 0.0);
    var second = list("?limit=2&cursor=" + first.nextCursor());
    assertThat(second.items()).extracting(item -> item.get("name")).containsExactly("Tổ 3");
    assertThat(second.nextCursor()).isNull();
    as(admin).get().uri("/api/v1/groups?cursor=junk!").exchange().expectStatus().isBadRequest();
  }

  record Listed(java.util.List<Map<String, Object>> items, String nextCursor) {}

  private Listed list(String query) {
    return as(admin).get().uri("/api/v1/groups" + query).exchange().expectStatus().isOk().expectBody(Listed.class).returnResult().getResponseBody();
  }

  private String upload(String csv) {
    var body = new MultipartBodyBuilder();
    body.part("file", new ByteArrayResource(csv.getBytes(StandardCharsets.UTF_8))).filename("to.csv");
    return as(admin).post().uri("/groups/import").body(BodyInserters.fromMultipartData(body.build())).exchange()
        .expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody();
  }

  private String get(Officer officer, String path) {
    return as(officer).get().uri(path).accept(MediaType.TEXT_HTML).exchange().expectStatus().isOk()
        .expectBody(String.class).returnResult().getResponseBody();
  }

  private WebTestClient as(Officer officer) {
    var token = sessions.open(officer.id(), Session.Kind.BEARER, null).block().token();
    return http.mutate().defaultHeader("Authorization", "Bearer " + token).build();
  }
}
