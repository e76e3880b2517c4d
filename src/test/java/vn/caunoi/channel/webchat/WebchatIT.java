package vn.caunoi.channel.webchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.channel.Button;
import vn.caunoi.channel.Channel;
import vn.caunoi.channel.ChannelAddress;
import vn.caunoi.channel.OutboundMessage;
import vn.caunoi.channel.SendOutcome;
import vn.caunoi.channel.TrailEraser;
import vn.caunoi.media.AttachmentStore;
import vn.caunoi.media.Photos;
import vn.caunoi.platform.Ids;
import vn.caunoi.platform.NotFound;
import vn.caunoi.ward.Ward;

/** A visitor's browser against the running service. */
@CauNoiTest
class WebchatIT {
  @Autowired private TransactionalOperator transactions;
  @Autowired WebTestClient web;
  @Autowired WebchatSender sender;
  @Autowired TrailEraser[] erasers;
  @Autowired Rooms rooms;
  @Autowired Visitors visitors;
  @Autowired ChatMessages messages;
  @Autowired AttachmentStore store;
  @Autowired TestWard wards;
  @Autowired DatabaseClient database;
  @Autowired Ids ids;

  private Ward ward;
  private Room room;
  private String path;

  @BeforeEach
  void aWardWithItsChat() {
    ward = wards.create();
    room = rooms.get(ward.slug()).block();
    path = room.path();
  }

  @Test
  void keepsWhatIsWrittenInTheInbox() {
    post(null, Map.of("id", id(), "text", "Nhà bên hát karaoke to quá"));
    assertThat(inboxRows()).isEqualTo(1);
  }

  @Test
  void sameClientIdIsOneMessage() {
    var id = id();
    var key = post(null, Map.of("id", id, "text", "một lần"));
    post(key, Map.of("id", id, "text", "một lần"));
    assertThat(inboxRows()).isEqualTo(1);
    assertThat(page(key)).containsOnlyOnce(">một lần<");
  }

  @Test
  void twoVisitorsMayHitUponTheSameId() {
    var id = id();
    post(null, Map.of("id", id, "text", "người thứ nhất"));
    post(null, Map.of("id", id, "text", "người thứ hai"));
    assertThat(inboxRows()).isEqualTo(2);
  }

  @Test
  void showsWhatIsSentOnTheOpenPage() {
    var key = post(null, Map.of("id", id(), "text", "chào"));
    StepVerifier.create(events(key).filter(event -> event.data() != null && "Việc tiếp theo?".equals(event.data().get("text"))).next())
        .then(() -> send(key, new OutboundMessage("Việc tiếp theo?", List.of(new Button.Reply("Gửi tin báo", "tip")), null)))
        .assertNext(event -> {
          assertThat(event.id()).isNotBlank();
          assertThat(event.data().get("choices").toString()).contains("Gửi tin báo", "tip");
        })
        .expectComplete().verify(Duration.ofSeconds(15));
  }

  @Test
  void aPageThatComesBackMissesNothing() {
    var key = post(null, Map.of("id", id(), "text", "chào"));
    send(key, OutboundMessage.text("trong lúc mất mạng"));
    StepVerifier.create(events(key).filter(event -> event.data() != null)
            .any(event -> "trong lúc mất mạng".equals(event.data().get("text"))))
        .expectNext(true).expectComplete().verify(Duration.ofSeconds(15));
    assertThat(page(key)).contains("trong lúc mất mạng");
  }

  @Test
  void sendingTheSameDeliveryTwiceShowsItOnce() {
    var key = post(null, Map.of("id", id(), "text", "chào"));
    var delivery = ids.next();
    var first = sender.send(room.account(), address(key), delivery, OutboundMessage.text("đúng một lần")).block();
    var second = sender.send(room.account(), address(key), delivery, OutboundMessage.text("đúng một lần")).block();
    assertThat(first).isInstanceOf(SendOutcome.Accepted.class).isEqualTo(second);
    assertThat(page(key)).containsOnlyOnce(">đúng một lần<");
  }

  @Test
  void strangeTextsComeOutAsTheTextTheyAre() {
    var key = post(null, Map.of("id", id(), "text", "<script>alert(1)</script> 👮‍♀️ =1+1 a\u200Bb"));
    send(key, OutboundMessage.text("<b>đậm</b> & \"trích\""));
    assertThat(page(key)).contains("&lt;script&gt;alert(1)&lt;/script&gt; 👮‍♀️ =1+1 a\u200Bb")
        .contains("&lt;b&gt;đậm&lt;/b&gt; &amp; &quot;trích&quot;");
  }

  @Test
  void opensOnlyPagesAndNumbers() {
    var key = post(null, Map.of("id", id(), "text", "chào"));
    var links = List.<Button>of(new Button.Link("xấu", "javascript:alert(1)"), new Button.Link("tốt", "https://example.vn"));
    send(key, new OutboundMessage("đường dẫn", links, null));
    assertThat(page(key)).contains("https://example.vn").doesNotContain("javascript:");
  }

  @Test
  void aForeignOriginIsRefused() {
    var body = Map.of("id", id(), "text", "từ trang khác");
    web.post().uri(path + "/messages").header("Origin", "https://xau.example").bodyValue(body).exchange().expectStatus().isForbidden();
    web.post().uri(path + "/messages").header("Sec-Fetch-Site", "cross-site").bodyValue(body).exchange().expectStatus().isForbidden();
    web.post().uri(path + "/messages").header("Origin", "null").bodyValue(body).exchange().expectStatus().isForbidden();
    assertThat(inboxRows()).isZero();
    web.post().uri(path + "/messages").header("Sec-Fetch-Site", "same-origin").bodyValue(body).exchange().expectStatus().isAccepted();
  }

  @Test
  void aFirstViewLeavesNoCookie() {
    web.get().uri(path).exchange().expectStatus().isOk().expectHeader().doesNotExist(HttpHeaders.SET_COOKIE)
        .expectHeader().value("Content-Security-Policy", policy -> assertThat(policy).startsWith("default-src 'none'")
            .doesNotContain("unsafe"));
    web.get().uri(path + "/events").exchange().expectStatus().isNoContent();
  }

  @Test
  void theKeyStaysOnTheDevice() {
    var answer = web.post().uri(path + "/messages").bodyValue(Map.of("id", id(), "text", "chào")).exchange().expectStatus().isAccepted();
    answer.expectCookie().httpOnly("chat", true).expectCookie().sameSite("chat", "Lax").expectCookie().path("chat", path);
    var key = answer.expectBody().returnResult().getResponseCookies().getFirst("chat").getValue();
    assertThat(address(key).externalId()).isNotEqualTo(key).doesNotContain(key);
  }

  @Test
  void worksWithoutJavaScript() {
    var answer = web.post().uri(path + "/messages").body(BodyInserters.fromFormData("id", id()).with("text", "không có script")).exchange()
        .expectStatus().isSeeOther().expectHeader().location(path);
    var key = answer.expectBody().returnResult().getResponseCookies().getFirst("chat").getValue();
    assertThat(page(key)).contains("không có script");
  }

  @Test
  void refusesWhatIsTooLongOrEmptyOrBroken() {
    refused(Map.of("id", id(), "text", "   "), HttpStatus.BAD_REQUEST);
    refused(Map.of("id", id(), "text", "x".repeat(12_001)), HttpStatus.BAD_REQUEST);
    refused(Map.of("id", "ngắn", "text", "chào"), HttpStatus.BAD_REQUEST);
    refused(Map.of("id", id(), "location", Map.of("latitude", 91, "longitude", 0)), HttpStatus.BAD_REQUEST);
    refused(Map.of("id", id(), "text", "x".repeat(70_000)), HttpStatus.CONTENT_TOO_LARGE);
    web.post().uri(path + "/messages").contentType(MediaType.APPLICATION_JSON).bodyValue("{\"id\":").exchange().expectStatus()
        .isBadRequest();
    assertThat(inboxRows()).isZero();
  }

  @Test
  void aVisitorWhoFloodsIsSlowedDown() {
    var key = post(null, Map.of("id", id(), "text", "chào"));
    var statuses = Flux.range(0, 25).concatMap(i -> Flux.just(web.post().uri(path + "/messages").cookie("chat", key)
        .bodyValue(Map.of("id", id(), "text", "tin " + i)).exchange().expectBody().returnResult().getStatus().value())).collectList().block();
    assertThat(statuses).contains(202, 429);
    assertThat(post(null, Map.of("id", id(), "text", "người khác"))).isNotBlank();
  }

  @Test
  void aPhotoIsShownToItsSenderOnlyAndWithoutItsPlace() {
    var key = postPhoto(null, id(), Photos.fromAPhone(400, 200), HttpStatus.ACCEPTED);
    var photo = page(key).replaceAll("(?s).*href=\"(/chat/[^\"]+/photos/[^\"]+)\".*", "$1");
    var bytes = web.get().uri(photo).cookie("chat", key).exchange().expectStatus().isOk().expectHeader().contentType(MediaType.IMAGE_JPEG)
        .expectBody().returnResult().getResponseBody();
    assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain("Exif").doesNotContain(Photos.CAMERA);
    web.get().uri(photo).exchange().expectStatus().isNotFound();
    web.get().uri(photo).cookie("chat", post(null, Map.of("id", id(), "text", "người khác"))).exchange().expectStatus().isNotFound();
    assertThat(inboxRows()).isEqualTo(2);
  }

  @Test
  void whatIsNoPhotoIsRefusedWithARequestForOne() {
    postPhoto(null, id(), "%PDF-1.7".getBytes(), HttpStatus.BAD_REQUEST);
    postPhoto(null, id(), new byte[21 * 1024 * 1024], HttpStatus.CONTENT_TOO_LARGE);
    assertThat(inboxRows()).isZero();
  }

  @Test
  void anAnonymousTrailIsErasedFromItsBeginning() {
    var key = VisitorKey.create().value();
    var visitor = visitors.writes(ward.id(), address(key)).block();
    messages.addMine(ward.id(), visitor, Bubble.mine("từ trước", null, id())).block();
    send(key, OutboundMessage.text("thông báo cũ"));
    messages.addMine(ward.id(), visitor, Bubble.mine("tôi muốn báo tin", null, id())).block();
    await().pollDelay(Duration.ofMillis(5)).until(() -> true);
    var conversation = ids.next();
    var photo = store.store(ward.id(), Photos.plain(50, 50, "jpeg")).block();
    messages.addMine(ward.id(), visitor, Bubble.mine("", photo.id(), id())).block();
    send(key, OutboundMessage.text("câu hỏi của bot"));
    for (var eraser : erasers) {
      eraser.erase(ward.id(), conversation, address(key)).block();
    }
    assertThat(page(key)).contains("thông báo cũ", "từ trước").doesNotContain("tôi muốn báo tin").doesNotContain("câu hỏi của bot")
        .doesNotContain("/photos/");
    StepVerifier.create(store.original(ward.id(), photo.id())).expectError(NotFound.class).verify();
  }

  @Test
  void aPageThatReconnectsSaysWhereItWas() {
    var key = post(null, Map.of("id", id(), "text", "chào"));
    send(key, OutboundMessage.text("đã thấy"));
    send(key, OutboundMessage.text("chưa thấy"));
    var texts = web.get().uri(path + "/events").cookie("chat", key).header("Last-Event-ID", "2").accept(MediaType.TEXT_EVENT_STREAM).exchange()
        .returnResult(new ParameterizedTypeReference<ServerSentEvent<Map<String, Object>>>() {}).getResponseBody()
        .filter(event -> event.data() != null).map(event -> String.valueOf(event.data().get("text")));
    StepVerifier.create(texts.next()).expectNext("chưa thấy").expectComplete().verify(Duration.ofSeconds(15));
  }

  @Test
  void oneVisitorKeepsFewLinesOpen() {
    var key = post(null, Map.of("id", id(), "text", "chào"));
    var lines = new java.util.ArrayList<reactor.core.Disposable>();
    for (int i = 0; i < WebchatEvents.LINES_OF_A_VISITOR; i++) {
      lines.add(events(key).subscribe());
    }
    web.get().uri(path + "/events").cookie("chat", key).exchange().expectStatus().isEqualTo(HttpStatus.TOO_MANY_REQUESTS).expectBody().returnResult();
    lines.forEach(reactor.core.Disposable::dispose);
    await().atMost(Duration.ofSeconds(15)).until(() -> Boolean.TRUE.equals(events(key).filter(event -> event.data() != null).hasElements()
        .onErrorReturn(false).block()));
  }

  @Test
  void whatLedToATipIsNotShownAgainButStillComesToTheOpenPage() {
    var key = post(null, Map.of("id", id(), "text", "chuyện hôm trước"));
    send(key, OutboundMessage.text("trả lời hôm trước"));
    database.sql("update webchat_message set created_at = created_at - interval '3 hours' where ward_id = :ward").bind("ward", ward.id()).then().block();
    post(key, Map.of("id", id(), "text", "tôi muốn báo tin"));
    send(key, OutboundMessage.text("câu hỏi của bot"));
    conceal(key);
    send(key, OutboundMessage.text("Đã nhận tin"));
    send(key, OutboundMessage.text("PA-26-0042").readOnce());

    assertThat(page(key)).contains("chuyện hôm trước", "trả lời hôm trước", "Đã nhận tin", "PA-26-0042", "Giữ lại trên máy này")
        .doesNotContain("tôi muốn báo tin").doesNotContain("câu hỏi của bot");
    web.post().uri(path + "/shown").cookie("chat", key).bodyValue(Map.of("through", 1_000)).exchange().expectStatus().isNoContent();
    assertThat(page(key)).as("read, so gone as well").doesNotContain("Đã nhận tin").contains("PA-26-0042");
    post(key, Map.of("id", id(), "text", "việc khác"));
    send(key, OutboundMessage.text("trả lời việc khác"));
    assertThat(page(key)).contains("việc khác", "trả lời việc khác");

    tidy(Duration.ofHours(2));
    choose(key, true);
    assertThat(page(key)).as("an hour later it is gone for good").doesNotContain("tôi muốn báo tin").contains("chuyện hôm trước", "việc khác");
  }

  @Test
  void whoChoosesToKeepTipsFindsThemAgainButNoSecret() {
    var key = post(null, Map.of("id", id(), "text", "tôi muốn báo tin"));
    conceal(key);
    send(key, OutboundMessage.text("PA-26-0042").readOnce());
    send(key, OutboundMessage.text("7KQ2-M9XD-TT41-PZ0R").readOnce());
    choose(key, true);
    send(key, OutboundMessage.text("Công an phường trả lời tin PA-26-0042: đã xử lý").readOnce());
    post(key, Map.of("id", id(), "text", "báo tin lần nữa"));
    conceal(key);
    web.post().uri(path + "/shown").cookie("chat", key).bodyValue(Map.of("through", 1_000)).exchange().expectStatus().isNoContent();
    tidy(Duration.ofHours(2));
    assertThat(page(key)).contains("tôi muốn báo tin", "PA-26-0042", "đã xử lý", "báo tin lần nữa").doesNotContain("7KQ2-M9XD");

    choose(key, false);
    conceal(key);
    assertThat(page(key)).doesNotContain("báo tin lần nữa");
    tidy(Duration.ofMinutes(10));
    assertThat(database.sql("select count(*) as n from webchat_visitor where ward_id = :ward and told_at is not null").bind("ward", ward.id())
        .map(row -> row.get("n", Long.class)).one().block()).as("nothing says when this visitor sent a tip").isZero();
  }

  @Test
  void theLanguageIsChosenByAPlainForm() {
    var answer = web.post().uri("/chat/language").body(BodyInserters.fromFormData("language", "en").with("back", path)).exchange()
        .expectStatus().isSeeOther().expectHeader().location(path).returnResult(Void.class);
    assertThat(answer.getResponseCookies().getFirst("lang").getValue()).isEqualTo("en");
    assertThat(web.get().uri(path).cookie("lang", "en").exchange().expectBody(String.class).returnResult().getResponseBody())
        .contains("lang=\"en\"", "Message…").doesNotContain("Nhắn tin…");
    web.post().uri("/chat/language").body(BodyInserters.fromFormData("language", "vi").with("back", "//xau.example/chat")).exchange()
        .expectStatus().isSeeOther().expectHeader().location("/chat").expectCookie().maxAge("lang", Duration.ZERO);
    web.post().uri("/chat/language").header("Origin", "https://xau.example").body(BodyInserters.fromFormData("language", "en")).exchange()
        .expectStatus().isForbidden().expectBody().returnResult();
  }

  @Test
  void aSecretIsDroppedByAPlainFormToo() {
    var key = post(null, Map.of("id", id(), "text", "chào"));
    var outcome = (SendOutcome.Accepted) send(key, OutboundMessage.text("7KQ2-M9XD-TT41-PZ0R").readOnce());
    web.post().uri(path + "/saved").cookie("chat", key).body(BodyInserters.fromFormData("id", outcome.providerId())).exchange()
        .expectStatus().isSeeOther().expectHeader().location(path);
    assertThat(page(key)).doesNotContain("7KQ2-M9XD-TT41-PZ0R");
  }

  private void conceal(String key) {
    for (var eraser : erasers) {
      eraser.conceal(ward.id(), address(key)).block();
    }
  }

  private void choose(String key, boolean keep) {
    web.post().uri(path + "/keep").cookie("chat", key).bodyValue(Map.of("keep", keep)).exchange().expectStatus().isNoContent();
  }

  private void tidy(Duration later) {
    new ReadOnceSweep(messages, store, transactions, java.time.Clock.offset(java.time.Clock.systemUTC(), later)).run().block();
  }

  @Test
  void aVisiblePageTellsThatItShowsTheMessage() {
    var key = post(null, Map.of("id", id(), "text", "chào"));
    var sent = (SendOutcome.Accepted) send(key, OutboundMessage.text("đã thấy chưa?"));
    web.post().uri(path + "/shown").cookie("chat", key).bodyValue(Map.of("through", 1_000)).exchange().expectStatus().isNoContent();
    var shown = database.sql("select shown_at is not null from webchat_message where ward_id = :ward and id = :id")
        .bind("ward", ward.id()).bind("id", UUID.fromString(sent.providerId())).map(row -> row.get(0, Boolean.class)).one().block();
    assertThat(shown).isTrue();
  }

  @Test
  void aSecretIsGoneWhenItWasSaved() {
    var key = post(null, Map.of("id", id(), "text", "chào"));
    var outcome = send(key, OutboundMessage.text("7KQ2-M9XD-TT41-PZ0R").readOnce());
    assertThat(page(key)).contains("7KQ2-M9XD-TT41-PZ0R");
    web.post().uri(path + "/saved").cookie("chat", key).bodyValue(Map.of("id", ((SendOutcome.Accepted) outcome).providerId())).exchange()
        .expectStatus().isNoContent();
    assertThat(page(key)).doesNotContain("7KQ2-M9XD-TT41-PZ0R");
  }

  @Test
  void clearingThePageLeavesNothingAndNobodyToWriteTo() {
    var key = post(null, Map.of("id", id(), "text", "xin xoá giúp"));
    web.post().uri(path + "/forget").cookie("chat", key).header("Origin", "https://xau.example").exchange().expectStatus().isForbidden();
    web.post().uri(path + "/forget").cookie("chat", key).exchange().expectStatus().isSeeOther().expectCookie()
        .maxAge("chat", Duration.ZERO);
    assertThat(page(key)).doesNotContain("xin xoá giúp");
    assertThat(send(key, OutboundMessage.text("còn đó không?"))).isInstanceOf(SendOutcome.Unreachable.class);
  }

  @Test
  void nothingLiesInClear() {
    var key = post(null, Map.of("id", id(), "text", "CANARY-karaoke"));
    send(key, OutboundMessage.text("CANARY-karaoke"));
    var leaks = database.sql("""
        select count(*) from webchat_message m where ward_id = :ward and position('CANARY'::bytea in content) > 0""")
        .bind("ward", ward.id()).map(row -> row.get(0, Long.class)).one().block();
    assertThat(leaks).isZero();
  }

  @Test
  void aGroupsCodeOffersTheWaysThatWork() {
    var group = wards.group(ward, "Tổ dân phố 7", 80);
    web.get().uri("/g/" + group.token()).exchange().expectStatus().isOk().expectBody(String.class)
        .value(html -> assertThat(html).contains("Tổ dân phố 7", "g-" + group.token(), path + "/messages")
            .doesNotContain("zalo.me").doesNotContain("t.me"));
    web.get().uri("/g/khong-co").accept(MediaType.TEXT_HTML).exchange().expectStatus().isNotFound().expectBody(String.class)
        .value(html -> assertThat(html).contains("Mã QR này không còn dùng", "tel:113", "href=\"/chat\""));
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  /** Posts as the page does; gives the visitor's key. */
  private String post(String key, Map<String, ?> body) {
    var request = web.post().uri(path + "/messages");
    var answer = (key == null ? request : request.cookie("chat", key)).bodyValue(body).exchange().expectStatus().isAccepted();
    return answer.expectBody().returnResult().getResponseCookies().getFirst("chat").getValue();
  }

  private String postPhoto(String key, String id, byte[] bytes, HttpStatus expected) {
    var form = new MultipartBodyBuilder();
    form.part("id", id);
    form.part("caption", "");
    form.part("photo", new ByteArrayResource(bytes)).filename("photo");
    var request = web.post().uri(path + "/photos");
    var answer = (key == null ? request : request.cookie("chat", key)).body(BodyInserters.fromMultipartData(form.build())).exchange()
        .expectStatus().isEqualTo(expected).expectBody().returnResult();
    return expected.is2xxSuccessful() ? answer.getResponseCookies().getFirst("chat").getValue() : "";
  }

  private void refused(Map<String, ?> body, HttpStatus status) {
    web.post().uri(path + "/messages").bodyValue(body).exchange().expectStatus().isEqualTo(status);
  }

  private String page(String key) {
    return web.get().uri(path).cookie("chat", key).exchange().expectStatus().isOk().expectBody(String.class).returnResult()
        .getResponseBody();
  }

  private Flux<ServerSentEvent<Map<String, Object>>> events(String key) {
    return web.get().uri(path + "/events").cookie("chat", key).accept(MediaType.TEXT_EVENT_STREAM).exchange()
        .returnResult(new ParameterizedTypeReference<ServerSentEvent<Map<String, Object>>>() {}).getResponseBody();
  }

  private ChannelAddress address(String key) {
    var address = new VisitorKey(key).address(room);
    assertThat(address.channel()).isEqualTo(Channel.WEB);
    return address;
  }

  private SendOutcome send(String key, OutboundMessage message) {
    return sender.send(room.account(), address(key), ids.next(), message).block();
  }

  private long inboxRows() {
    return database.sql("select count(*) from inbox where ward_id = :ward").bind("ward", ward.id())
        .map(row -> row.get(0, Long.class)).one().block();
  }
}
