package io.xiaodan.web.task;

import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordSummaries;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks through lists of things about records for a text, stretch by stretch: what is found is
 * found in what the person may see of those records.
 */
final class Sifting {

  private static final int STRETCH = 500;
  private static final int STRETCHES = 10;

  private final RecordSummaries summaries;

  Sifting(RecordSummaries summaries) {
    this.summaries = summaries;
  }

  /** Reads what comes after something, at most so many. */
  interface Source<T> {
    List<T> read(@Nullable UUID after, int most);
  }

  /** What something is about. */
  record Subject(UUID id, @Nullable String form, @Nullable UUID record, @Nullable String title) {}

  /**
   * What was found.
   *
   * @param next where to look on; null when everything has been looked at. There may be fewer than
   *     wanted and still more to look at, for one looks at so many only at a time
   */
  record Stretch<T>(List<T> items, @Nullable UUID next) {}

  <T> Stretch<T> sift(
      Caller caller,
      @Nullable String text,
      @Nullable UUID after,
      int limit,
      Source<T> source,
      Function<T, Subject> about) {
    if (text == null || text.isBlank()) {
      List<T> found = source.read(after, limit + 1);
      boolean more = found.size() > limit;
      List<T> shown = more ? found.subList(0, limit) : found;
      return new Stretch<>(shown, more ? about.apply(shown.getLast()).id() : null);
    }
    List<T> matching = new ArrayList<>();
    UUID at = after;
    for (int i = 0; i < STRETCHES; i++) {
      List<T> read = source.read(at, STRETCH);
      Set<UUID> records = records(caller, text, read.stream().map(about).toList());
      for (T each : read) {
        Subject subject = about.apply(each);
        at = subject.id();
        if (records.contains(subject.record()) || isIn(subject.title(), text)) {
          matching.add(each);
          if (matching.size() == limit) {
            return new Stretch<>(matching, at);
          }
        }
      }
      if (read.size() < STRETCH) {
        return new Stretch<>(matching, null);
      }
    }
    return new Stretch<>(matching, at);
  }

  private Set<UUID> records(Caller caller, String text, List<Subject> subjects) {
    Set<UUID> found = new HashSet<>();
    subjects.stream()
        .filter(subject -> subject.form() != null && subject.record() != null)
        .collect(Collectors.groupingBy(subject -> Objects.requireNonNull(subject.form())))
        .forEach((form, of) ->
            found.addAll(
                summaries.matching(
                    caller,
                    form,
                    of.stream().map(each -> Objects.requireNonNull(each.record())).toList(),
                    text)));
    return found;
  }

  private static boolean isIn(@Nullable String title, String text) {
    return title != null
        && title.toLowerCase(Locale.ROOT).contains(text.strip().toLowerCase(Locale.ROOT));
  }
}
