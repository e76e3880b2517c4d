package vn.caunoi.calendar;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vn.caunoi.platform.ConfigFiles;

/** The occasions of {@code config/calendar.yaml}, year after year. */
@Component
public class EventCalendar {
  private final OccasionFile file;

  @Autowired
  EventCalendar(ConfigFiles files) {
    this(files.read(OccasionFile.PATH, OccasionFile.class));
  }

  EventCalendar(OccasionFile file) {
    this.file = file.checked();
  }

  /** Occasions whose day lies in this span, both ends included, in order of date. */
  public List<Occasion> between(LocalDate first, LocalDate last) {
    return IntStream.rangeClosed(first.getYear(), last.getYear()).boxed()
        .flatMap(year -> file.occasions().stream().map(entry -> entry.in(year)))
        .filter(occasion -> !occasion.date().isBefore(first) && !occasion.date().isAfter(last))
        .sorted(Comparator.comparing(Occasion::date).thenComparing(Occasion::key))
        .toList();
  }

  public Optional<Occasion> find(String key, int year) {
    return file.occasions().stream().filter(entry -> entry.key().equals(key)).findFirst().map(entry -> entry.in(year));
  }
}
