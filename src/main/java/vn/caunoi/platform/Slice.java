package vn.caunoi.platform;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One keyset page of a list. {@code nextCursor} is null on the last page; otherwise hand it back unread to get the next one. */
public record Slice<T>(List<T> items, @Nullable String nextCursor) {
  /** Most items a page may have. */
  public static final int MAX_LIMIT = 200;

  /** Builds a page from {@code limit + 1} fetched rows; the extra one only tells that there is more. */
  public static <T> Slice<T> of(List<T> fetched, int limit, Function<T, String> cursorOf) {
    if (fetched.size() <= limit) {
      return new Slice<>(fetched, null);
    }
    var items = fetched.subList(0, limit);
    return new Slice<>(List.copyOf(items), cursorOf.apply(items.getLast()));
  }

  public <R> Slice<R> map(Function<T, R> change) {
    return new Slice<>(items.stream().map(change).toList(), nextCursor);
  }
}
