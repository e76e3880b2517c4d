package vn.caunoi.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.caunoi.flow.Step.Ask;
import vn.caunoi.platform.VietnameseText;

/** Understands what a resident does while a question waits. */
final class Answers {
  /** Longest text taken as an answer. */
  static final int MAX_ANSWER = 12_000;

  /** Most photos kept in one variable. */
  static final int MAX_PHOTOS = 10;

  /** Most characters of the words that came with photos, together. */
  static final int MAX_CAPTIONS = 4_000;

  private static final Pattern UNREADABLE = Pattern.compile("[\\x{0}\\p{Cs}]");
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9-]{4,64}");

  private final Common common;
  private final Words words;
  private final Choosing choosing;

  Answers(Common common) {
    this.common = common;
    this.words = common.words();
    this.choosing = new Choosing(words);
  }

  Answer of(Ask ask, Map<String, String> variables, int page, FlowInput input) {
    return switch (input) {
      case FlowInput.Text text -> text(ask, variables, page, readable(text.text()));
      case FlowInput.Photos photos -> photos(ask, variables, photos);
      case FlowInput.Place place when ask.kind() == Ask.Kind.LOCATION && onEarth(place) ->
          taken(ask, String.format(Locale.ROOT, "%.6f,%.6f", place.latitude(), place.longitude()), shown(Phrase.PLACE_SENT, variables));
      case FlowInput.Phone phone when ask.kind() == Ask.Kind.PHONE -> taken(ask, phone.number(), phone.number());
      case FlowInput.Phone phone -> new Answer.Missed(Phrase.UNSUPPORTED_CARD);
      case FlowInput.Other other -> new Answer.Missed(Phrase.unsupported(other.kind()));
      default -> new Answer.Missed(null);
    };
  }

  /** A button of this very question. */
  Answer of(Ask ask, Map<String, String> variables, String key) {
    if (key.equals(Buttons.SKIP) && ask.manner().skip() != null) {
      return skipped(ask, variables);
    }
    if (key.equals(Buttons.DONE) && hasPhotos(ask, variables)) {
      return new Answer.Taken(Map.of(), null);
    }
    if (key.startsWith(Buttons.PAGE) && ask.kind() == Ask.Kind.LIST) {
      return turned(ask, variables, key.substring(1));
    }
    return Item.of(ask, variables).stream().filter(item -> item.key().equals(key)).findFirst().map(item -> chosen(ask, item))
        .orElse(new Answer.Missed(null));
  }

  private Answer text(Ask ask, Map<String, String> variables, int page, String text) {
    if (VietnameseText.fold(text).isEmpty()) {
      return new Answer.Missed(null);
    }
    if (text.length() > MAX_ANSWER) {
      return new Answer.Missed(Phrase.TOO_LONG);
    }
    if (ask.manner().skip() != null && skips(ask, text)) {
      return skipped(ask, variables);
    }
    return switch (ask.kind()) {
      case TEXT, PHONE -> taken(ask, text.strip(), text.strip());
      case CODE -> code(ask, text);
      case LOCATION -> ask.manner().typed() ? taken(ask, text.strip(), text.strip()) : new Answer.Missed(null);
      case PHOTO -> words.mean(Words.Meaning.DONE, text) && hasPhotos(ask, variables)
          ? new Answer.Taken(Map.of(), null) : new Answer.Missed(null);
      case LIST -> listed(ask, variables, page, text);
      case CHOICE, RATING -> chosen(ask, choosing.meant(text, Item.of(ask, variables)));
    };
  }

  /** "không" leaves out what may be left out, except where it may be one of the answers. */
  private boolean skips(Ask ask, String text) {
    boolean chooses = ask.kind() == Ask.Kind.CHOICE || ask.kind() == Ask.Kind.LIST;
    return words.mean(Words.Meaning.SKIP, text) || !chooses && words.mean(Words.Meaning.NO, text)
        || Words.plain(text).equals(Words.plain(ask.manner().skip().vi()));
  }

  private static Answer code(Ask ask, String text) {
    var code = text.replaceAll("[\\s\\p{Z}\\p{Cf}]+", "");
    return CODE.matcher(code).matches() ? taken(ask, code, code) : new Answer.Missed(null);
  }

  private Answer listed(Ask ask, Map<String, String> variables, int page, String text) {
    if (words.mean(Words.Meaning.MORE, text)) {
      return turned(ask, variables, String.valueOf(page + 1));
    }
    if (words.mean(Words.Meaning.BACK, text)) {
      return turned(ask, variables, String.valueOf(page - 1));
    }
    return chosen(ask, choosing.meant(text, Item.of(ask, variables)));
  }

  private static Answer turned(Ask ask, Map<String, String> variables, String page) {
    if (!page.matches("-?\\d{1,4}")) {
      return new Answer.Missed(null);
    }
    int last = Question.pages(Item.of(ask, variables)) - 1;
    return new Answer.Turned(Math.clamp(Integer.parseInt(page), 0, Math.max(last, 0)));
  }

  private static Answer chosen(Ask ask, List<Item> meant) {
    return switch (meant.size()) {
      case 0 -> new Answer.Missed(null);
      case 1 -> chosen(ask, meant.getFirst());
      default -> new Answer.Several(meant);
    };
  }

  private static Answer chosen(Ask ask, Item item) {
    return new Answer.Taken(Map.of(ask.into(), item.value(), label(ask), item.label()), item.go());
  }

  private static Answer taken(Ask ask, String value, String label) {
    return new Answer.Taken(ask.kind() == Ask.Kind.LOCATION ? Map.of(ask.into(), value, label(ask), label) : Map.of(ask.into(), value), null);
  }

  /** What is left out is an empty text, except photos that came with another answer. */
  private Answer skipped(Ask ask, Map<String, String> variables) {
    if (ask.kind() == Ask.Kind.PHOTO) {
      return new Answer.Taken(Map.of(ask.into() + "_count", variables.getOrDefault(ask.into() + "_count", "0")), null);
    }
    return new Answer.Taken(Map.of(ask.into(), "", label(ask), shown(Phrase.LEFT_OUT, variables)), null);
  }

  private String shown(Phrase phrase, Map<String, String> variables) {
    return common.phrase(phrase).show(variables);
  }

  /** The variable that says in words what was answered. */
  private static String label(Ask ask) {
    return ask.into() + "_label";
  }

  private static Answer photos(Ask ask, Map<String, String> variables, FlowInput.Photos photos) {
    var into = ask.manner().photos();
    if (into == null || photos.attachments().isEmpty()) {
      return new Answer.Missed(null);
    }
    var kept = new ArrayList<>(split(variables.getOrDefault(into, "")));
    photos.attachments().stream().filter(photo -> !kept.contains(photo)).forEach(kept::add);
    boolean full = kept.size() > MAX_PHOTOS;
    var photosKept = String.join(",", full ? kept.subList(0, MAX_PHOTOS) : kept);
    var count = String.valueOf(Math.min(kept.size(), MAX_PHOTOS));
    var caption = photos.caption() == null ? "" : readable(photos.caption()).strip();
    if (ask.kind() == Ask.Kind.TEXT && !caption.isEmpty() && caption.length() <= MAX_ANSWER) {
      return new Answer.Taken(Map.of(into, photosKept, into + "_count", count, ask.into(), caption), null);
    }
    var captions = Wording.cut(Stream.of(variables.getOrDefault(into + "_caption", ""), caption).filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n")), MAX_CAPTIONS);
    return new Answer.Kept(
        Map.of(into, photosKept, into + "_count", count, into + "_caption", captions),
        full ? Phrase.PHOTOS_FULL : Phrase.PHOTOS_KEPT);
  }

  /** Without what no table or JSON can hold: the zero character and halves of a surrogate pair. */
  private static String readable(String text) {
    return UNREADABLE.matcher(text).replaceAll("");
  }

  static boolean hasPhotos(Ask ask, Map<String, String> variables) {
    return ask.kind() == Ask.Kind.PHOTO && !variables.getOrDefault(ask.into(), "").isEmpty();
  }

  private static List<String> split(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split(","));
  }

  private static boolean onEarth(FlowInput.Place place) {
    return Math.abs(place.latitude()) <= 90 && Math.abs(place.longitude()) <= 180;
  }
}
