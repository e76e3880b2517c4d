package vn.caunoi.channel.training;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing on the screen of a simulated phone. {@code picture} names a picture, of {@link TrainingPicture} when it is the resident's own and
 * else for {@link TrainingNetwork#picture}; {@link #UNSEEN} when the network did not keep it.
 */
public record Bubble(Instant at, Kind kind, String text, @Nullable String picture, List<Choice> choices) {
  public static final String UNSEEN = "";

  /** NOTE is no message but something that happened: followed, blocked … */
  public enum Kind { MINE, THEIRS, NOTE }

  /** A button: {@code url} is opened, null: pressing it tells the ward. */
  public record Choice(String label, @Nullable String url) {}

  static Bubble mine(Instant at, String text) {
    return new Bubble(at, Kind.MINE, text, null, List.of());
  }

  static Bubble photo(Instant at, TrainingPicture picture) {
    return new Bubble(at, Kind.MINE, "", picture.name(), List.of());
  }

  static Bubble note(Instant at, String text) {
    return new Bubble(at, Kind.NOTE, text, null, List.of());
  }
}
