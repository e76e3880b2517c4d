package vn.caunoi.channel.webchat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import tools.jackson.databind.json.JsonMapper;
import vn.caunoi.platform.ConfigFiles;
import vn.caunoi.platform.WrongSetting;

/**
 * What stands on the resident's pages around the messages, in Vietnamese and English ({@code config/texts/chat.yaml}). Vietnamese unless
 * somebody chose otherwise: many a phone in the ward speaks English though its owner does not.
 */
@Component
class ChatTexts {
  private static final String FILE = "config/texts/chat.yaml";
  private static final String COOKIE = "lang";
  private static final String ENGLISH = "en";
  private static final Duration KEPT = Duration.ofDays(400);
  private static final Pattern OUR_PAGES = Pattern.compile("/chat(/[a-z0-9-]{1,60})?|/g/[A-Za-z0-9_-]{1,62}");

  record Languages(Map<String, String> vi, Map<String, String> en) {}

  private final Languages texts;
  private final JsonMapper json;

  ChatTexts(ConfigFiles files, JsonMapper json) {
    this.texts = files.read(FILE, Languages.class);
    this.json = json;
    if (!texts.vi().keySet().equals(texts.en().keySet())) {
      var missing = new TreeSet<>(texts.vi().keySet());
      missing.addAll(texts.en().keySet());
      missing.removeIf(key -> texts.vi().containsKey(key) && texts.en().containsKey(key));
      throw new WrongSetting(FILE + ": thiếu ở một trong hai thứ tiếng: " + String.join(", ", missing));
    }
  }

  /** A page in the language of the request: {@code t} are its words, {@code words} the same for its script. */
  Rendering.Builder<?> page(String view, ServerHttpRequest request) {
    var language = language(request);
    var words = language.equals(ENGLISH) ? texts.en() : texts.vi();
    return Rendering.view(view).modelAttribute("t", words).modelAttribute("language", language).modelAttribute("words", json.writeValueAsString(words))
        .modelAttribute("here", request.getPath().value());
  }

  /** Back to a page of ours; any other address leads to the first one. */
  static URI back(@Nullable String page) {
    return URI.create(page != null && OUR_PAGES.matcher(page).matches() ? page : "/chat");
  }

  /** Says nothing about anybody but what they read. */
  static ResponseCookie cookie(@Nullable String language, boolean secure) {
    var english = ENGLISH.equals(language);
    return ResponseCookie.from(COOKIE, english ? ENGLISH : "").path("/").httpOnly(true).sameSite("Lax").secure(secure)
        .maxAge(english ? KEPT : Duration.ZERO).build();
  }

  private static String language(ServerHttpRequest request) {
    var cookie = request.getCookies().getFirst(COOKIE);
    return cookie != null && cookie.getValue().equals(ENGLISH) ? ENGLISH : "vi";
  }
}
