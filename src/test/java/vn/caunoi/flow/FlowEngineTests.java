package vn.caunoi.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.caunoi.channel.Button;
import vn.caunoi.flow.FlowInput.Other;
import vn.caunoi.flow.FlowInput.Photos;
import vn.caunoi.flow.FlowInput.Place;
import vn.caunoi.flow.FlowInput.Pressed;
import vn.caunoi.flow.FlowInput.Started;
import vn.caunoi.flow.FlowInput.Text;
import vn.caunoi.flow.FlowInput.TimedOut;

class FlowEngineTests {
  static final String ASKING = """
      flow: asking
      triggers: {keywords: [hỏi], payloads: [asking, "see:"], links: [g-]}
      steps:
        agree:
          ask: choice
          text: Đồng ý không?
          choices: {yes: Có, no: Không}
          timeout: 2h
        story: {ask: text, text: Kể đi, photos: photos, timeout: 1h}
        photos: {ask: photo, text: Ảnh đi, skip: Không có ảnh, timeout: 1h}
        place: {ask: location, text: Ở đâu?, typed: true, skip: Không rõ, timeout: 1h}
        act: {do: greet, with: {words: "{story}!"}, gives: [answer]}
        done: {end: "Xong: {answer}"}
      """;

  final FlowCatalog catalog = FlowLintTests.catalog(Map.of("bot-flows/menu.yaml", FlowLintTests.MENU, "bot-flows/asking.yaml", ASKING));
  final FlowEngine engine = new FlowEngine(catalog);

  @Test
  void aKeywordWithoutDiacriticsOpensItsFlow() {
    assertThat(engine.begin(new Text("  HOI!  "), Map.of()).state().top().step()).isEqualTo("agree");
  }

  @Test
  void aLinkCarriesItsToken() {
    var state = engine.begin(new Started("g-Ab_9-x"), Map.of()).state();
    assertThat(state.variables()).containsEntry("token", "Ab_9-x");
  }

  @Test
  void aButtonOfAnotherFlowCarriesItsToken() {
    assertThat(engine.begin(new Pressed("see:PA-26-0042"), Map.of()).state().variables()).containsEntry("token", "PA-26-0042");
  }

  @Test
  void aTokenOfStrangeSignsOpensTheMenu() {
    var turn = engine.begin(new Started("g-'; drop"), Map.of());
    assertThat(turn.state().top().flow()).isEqualTo("menu");
    assertThat(turn.state().variables()).doesNotContainKey("token");
  }

  @Test
  void aWaitHasItsTimeout() {
    assertThat(asking().waitsFor()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void aWaitThatRanOutEndsQuietly() {
    var turn = engine.advance(asking().state(), new TimedOut());
    assertThat(turn.ended()).isTrue();
    assertThat(turn.replies()).isEmpty();
  }

  @Test
  void yesAndNoAreUnderstoodAsPeopleTypeThem() {
    for (var yes : List.of("có", "co", "OK", "ừ", "uh", "dạ", "vâng", "đồng ý", "1", "số 1", "một", "ok 👍")) {
      assertThat(engine.advance(asking().state(), new Text(yes)).state().variables()).as(yes).containsEntry("agree", "yes");
    }
    for (var no : List.of("không", "ko", "k", "KHÔNG.", "2", "hai", "thôi", "chưa")) {
      assertThat(engine.advance(asking().state(), new Text(no)).state().variables()).as(no).containsEntry("agree", "no");
    }
  }

  @Test
  void aWordWithinAnotherSentenceIsNoAnswer() {
    assertThat(engine.advance(asking().state(), new Text("không biết nữa")).state().top().step()).isEqualTo("agree");
  }

  @Test
  void cancellingWorksInEveryWait() {
    for (var word : List.of("huỷ", "hủy", "HUY", "0", "Huỷ.")) {
      for (var state : List.of(asking().state(), story().state(), photos().state(), place().state())) {
        var turn = engine.advance(state, new Text(word));
        assertThat(turn.ended()).as(word + " in " + state.top().step()).isTrue();
        assertThat(turn.replies()).hasSize(1);
      }
      assertThat(engine.advance(asking().state(), new Pressed("cancel")).ended()).isTrue();
    }
  }

  @Test
  void helpIsGivenAndTheQuestionStays() {
    var turn = engine.advance(story().state(), new Text("tro giup"));
    assertThat(texts(turn)).hasSize(2).last().isEqualTo("Kể đi");
    assertThat(turn.state().top().step()).isEqualTo("story");
  }

  @Test
  void theFirstMissSaysWhyAndAsksAgainTheSecondOffersHelp() {
    var first = engine.advance(asking().state(), new Text("xyz"));
    assertThat(texts(first)).singleElement().asString().contains("bấm một nút").endsWith("Đồng ý không?");
    var second = engine.advance(first.state(), new Text("xyz"));
    assertThat(texts(second)).singleElement().asString().contains("trợ giúp", "huỷ", "113").doesNotContain("Đồng ý không?");
    assertThat(labels(second)).contains("Có", "Không", "Huỷ", "Trợ giúp");
    assertThat(engine.advance(second.state(), new Text("co")).state().misses()).isZero();
  }

  @Test
  void anOldButtonIsAnsweredKindly() {
    var turn = engine.advance(story().state(), new Pressed("~asking.agree.no"));
    assertThat(texts(turn)).singleElement().asString().contains("câu hỏi trước").endsWith("Kể đi");
    assertThat(turn.state().variables()).containsEntry("agree", "yes");
  }

  @Test
  void aButtonThatNobodyKnowsIsAnsweredKindly() {
    assertThat(texts(engine.advance(story().state(), new Pressed("junk ✗")))).singleElement().asString().contains("câu hỏi trước");
    assertThat(engine.begin(new Pressed("~gone.gone.gone"), Map.of()).state().top().flow()).isEqualTo("menu");
  }

  @Test
  void aButtonOrLinkOfAnotherFlowLeavesThisOne() {
    assertThat(engine.advance(story().state(), new Pressed("menu")).state().top().flow()).isEqualTo("menu");
    var turn = engine.advance(story().state(), new Started("g-new"));
    assertThat(turn.state().variables()).isEqualTo(Map.of("token", "new"));
  }

  @Test
  void aKeywordLeavesAQuestionItDoesNotAnswerButNeverAStory() {
    assertThat(engine.advance(engine.begin(new Pressed("menu"), Map.of()).state(), new Text("hỏi")).state().top().flow()).isEqualTo("asking");
    assertThat(engine.advance(story().state(), new Text("hỏi")).state().variables()).containsEntry("story", "hỏi");
  }

  @Test
  void whatIsWrittenStaysWhatItIs() {
    var wild = "a\u200Bb {answer} <b>'; drop table -- =1+1 \u202E 😀 [@group]";
    assertThat(engine.advance(story().state(), new Text(wild)).state().variables()).containsEntry("story", wild);
  }

  @Test
  void whatNoTableCanHoldIsLeftOut() {
    var state = engine.advance(story().state(), new Text("a\u0000b\uD83Dc\uD83D\uDE00")).state();
    assertThat(state.variables()).containsEntry("story", "abc\uD83D\uDE00");
  }

  @Test
  void aPayloadThatArrivesAsTextIsAPressedButton() {
    assertThat(engine.advance(asking().state(), new Text("~asking.agree.no")).state().variables()).containsEntry("agree", "no");
    assertThat(engine.begin(new Text("g-abc"), Map.of()).state().variables()).containsEntry("token", "abc");
    assertThat(engine.begin(new Text("see:1"), Map.of()).state().variables()).containsEntry("token", "1");
  }

  @Test
  void nothingVisibleIsNoAnswer() {
    assertThat(engine.advance(story().state(), new Text("\u200B \u200E")).state().top().step()).isEqualTo("story");
  }

  @Test
  void tenThousandCharactersAreTakenAndFarMoreAreRefusedKindly() {
    assertThat(engine.advance(story().state(), new Text("ắ".repeat(10_000))).state().variables().get("story")).hasSize(10_000);
    assertThat(texts(engine.advance(story().state(), new Text("a".repeat(12_001))))).singleElement().asString().contains("dài quá");
  }

  @Test
  void aPhotoWithACaptionTellsTheStory() {
    var state = engine.advance(story().state(), new Photos(List.of("p1"), "đây")).state();
    assertThat(state.variables()).containsEntry("story", "đây").containsEntry("photos", "p1");
  }

  @Test
  void photosOfAnAlbumAreKeptOneByOne() {
    var state = photos().state();
    for (var photo : List.of("p1", "p2", "p2", "p3")) {
      state = engine.advance(state, new Photos(List.of(photo), null)).state();
    }
    assertThat(state.variables()).containsEntry("photos", "p1,p2,p3").containsEntry("photos_count", "3");
    assertThat(engine.advance(state, new Text("xong")).state().top().step()).isEqualTo("place");
  }

  @Test
  void moreThanTenPhotosAreNotKept() {
    var state = photos().state();
    Turn turn = null;
    for (int i = 0; i < 11; i++) {
      turn = engine.advance(state, new Photos(List.of("p" + i), null));
      state = turn.state();
    }
    assertThat(state.variables().get("photos").split(",")).hasSize(10);
    assertThat(texts(turn)).singleElement().asString().contains("10 ảnh");
  }

  @Test
  void aPlaceIsKeptWithADot() {
    assertThat(engine.advance(place().state(), new Place(21.0285, 105.8542)).action().arguments()).containsEntry("place", "21.028500,105.854200");
    assertThat(engine.advance(place().state(), new Place(210, 0)).state().top().step()).isEqualTo("place");
  }

  @Test
  void anActionGetsItsArgumentsAndGivesWhatTheStepNames() {
    var acting = engine.advance(place().state(), new Text("không rõ"));
    assertThat(acting.action().name()).isEqualTo("greet");
    assertThat(acting.action().arguments()).containsEntry("words", "chuyện!").containsEntry("place", "");
    var turn = engine.resume(acting.state(), Map.of("answer", "chào", "secret", "x"));
    assertThat(texts(turn)).containsExactly("Xong: chào");
    assertThat(turn.ended()).isTrue();
  }

  @Test
  void aChangedFlowBeginsAgainAtTheMenu() {
    var changed = FlowLintTests.catalog(
        Map.of("bot-flows/menu.yaml", FlowLintTests.MENU, "bot-flows/asking.yaml", ASKING.replace("Kể đi", "Xin kể")));
    var turn = new FlowEngine(changed).advance(story().state(), new Text("chuyện"));
    assertThat(texts(turn).getFirst()).contains("cập nhật");
    assertThat(turn.state().top().flow()).isEqualTo("menu");
    assertThat(turn.state().variables()).isEmpty();
  }

  @Test
  void aFlowThatIsGoneBeginsAgainAtTheMenu() {
    var gone = FlowLintTests.catalog(Map.of("bot-flows/menu.yaml", FlowLintTests.MENU));
    assertThat(new FlowEngine(gone).resume(story().state(), Map.of()).state().top().flow()).isEqualTo("menu");
  }

  @Test
  void aMessageNobodyReadsIsAnsweredWithWhatCanBeRead() {
    assertThat(texts(engine.advance(asking().state(), new Other("poll")))).singleElement().asString().contains("chỉ đọc được chữ");
    assertThat(texts(engine.advance(asking().state(), new Other("sticker")))).singleElement().asString().contains("không đọc được hình dán");
  }

  @Test
  void theLanguageStaysWhenAnotherFlowOpens() {
    var state = engine.begin(new Text("hỏi"), Map.of("language", "en")).state();
    var turn = engine.advance(state, new Pressed("menu"));
    assertThat(turn.state().variables()).containsEntry("language", "en");
    assertThat(texts(engine.advance(turn.state(), new Text("cancel"))).getFirst()).startsWith("All right");
  }

  @Test
  void tooMuchForOneConversationEndsItPolitely() {
    var full = story().state();
    var stuffed = new FlowState(full.frames(), Map.of("agree", "x".repeat(Play.MAX_VARIABLES)), 0, 0);
    var turn = engine.advance(stuffed, new Text("chuyện"));
    assertThat(turn.ended()).isTrue();
    assertThat(texts(turn)).last().asString().contains("quá dài");
  }

  private Turn asking() {
    return engine.begin(new Text("hỏi"), Map.of());
  }

  private Turn story() {
    return engine.advance(asking().state(), new Text("có"));
  }

  private Turn photos() {
    return engine.advance(story().state(), new Text("chuyện"));
  }

  private Turn place() {
    return engine.advance(photos().state(), new Text("bỏ qua"));
  }

  static List<String> texts(Turn turn) {
    return turn.replies().stream().map(Turn.Reply::text).toList();
  }

  static List<String> labels(Turn turn) {
    var reply = turn.replies().getLast();
    return java.util.stream.Stream.concat(reply.choices().stream().map(Turn.Choice::button), reply.ways().stream()).map(Button::label).toList();
  }
}
