package vn.caunoi.scorecard;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row of a criteria set, as the file writes it. {@code threshold} is for people; {@code pass} is what is computed. */
public record Criterion(int number, String group, String name, String threshold, Kind kind, @Nullable MeasureCall measure,
    @Nullable PassRule pass, Basis basis, String source) {

  /** Who finds the result out. */
  public enum Kind {
    /** The service counts it; a person may lower the result, never raise it. */
    @JsonProperty("measured") MEASURED("Tự tính"),
    /** The service gathers evidence, a person states the result. */
    @JsonProperty("confirmed") CONFIRMED("Xác nhận"),
    /** A person states the result from papers outside the service. */
    @JsonProperty("manual") MANUAL("Nhập tay");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /** How firm the row is. */
  public enum Basis {
    @JsonProperty("pinned") PINNED, @JsonProperty("seed-text") SEED_TEXT, @JsonProperty("assumed") ASSUMED
  }

  /** Which {@link Measure} counts it. {@code occasions}: of which event days; {@code targetPercent}: from which share of households on. */
  public record MeasureCall(String name, @Nullable List<String> occasions, @Nullable Integer targetPercent) {
    List<String> occasionKeys() {
      return occasions == null ? List.of() : occasions;
    }
  }
}
