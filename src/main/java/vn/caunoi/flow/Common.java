package vn.caunoi.flow;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What all flows share: the engine's phrases, small words, and values such as the emergency numbers, usable in every text. */
record Common(Map<Phrase, Wording> phrases, Words words, Map<String, String> values) {

  Wording phrase(Phrase phrase) {
    return phrases.getOrDefault(phrase, Wording.of("…"));
  }

  /** {@code phrases}, {@code words}, {@code values}: all three, each complete. */
  static Common read(YamlNode root) {
    var parts = root.entries(Set.of("phrases", "words", "values"));
    var phrases = new EnumMap<Phrase, Wording>(Phrase.class);
    var words = new EnumMap<Words.Meaning, Set<String>>(Words.Meaning.class);
    var values = new HashMap<String, String>();
    for (var part : Set.of("phrases", "words")) {
      if (!parts.containsKey(part)) {
        root.problem("thiếu \"%s\"".formatted(part));
        return new Common(phrases, new Words(words), values);
      }
    }
    var texts = parts.get("phrases").entries(keys(Stream.of(Phrase.values()).map(Phrase::key)));
    for (var phrase : Phrase.values()) {
      var text = texts.get(phrase.key());
      if (text == null) {
        parts.get("phrases").problem("thiếu câu \"%s\"".formatted(phrase.key()));
      } else {
        phrases.put(phrase, StepReader.wording(text));
      }
    }
    var lists = parts.get("words").entries(keys(Stream.of(Words.Meaning.values()).map(Words.Meaning::key)));
    for (var meaning : Words.Meaning.values()) {
      var list = lists.get(meaning.key());
      if (list == null) {
        parts.get("words").problem("thiếu các từ cho \"%s\"".formatted(meaning.key()));
      } else {
        words.put(meaning, new HashSet<>(list.texts().stream().map(Words::plain).toList()));
      }
    }
    if (parts.containsKey("values")) {
      parts.get("values").entries().forEach((name, value) -> values.put(name, value.text()));
    }
    return new Common(phrases, new Words(words), values);
  }

  private static Set<String> keys(Stream<String> names) {
    return names.collect(Collectors.toSet());
  }
}
