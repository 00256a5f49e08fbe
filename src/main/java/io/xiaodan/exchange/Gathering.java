package io.xiaodan.exchange;

import io.xiaodan.expression.FormulaException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gathers records that many lines describe: of each field the first value that a line gives. Keeps
 * so many records in memory and the lines of all others on disk until the end.
 */
final class Gathering {

  private static final int MOST_IN_MEMORY = 50_000;

  private final RecordBuilder builder;
  private final LineSorter sorter;
  private final Map<String, Gathered> records = new LinkedHashMap<>();

  Gathering(RecordBuilder builder, LineSorter sorter) {
    this.builder = builder;
    this.sorter = sorter;
  }

  private static final class Gathered {
    private final SourceLine first;
    private final @Nullable Object[] values;
    private long count;

    Gathered(SourceLine first, int width) {
      this.first = first;
      this.values = new @Nullable Object[width];
    }

    void add(RecordBuilder builder, SourceLine line) {
      count++;
      try {
        builder.gather(values, line);
      } catch (FormulaException e) {
        // a line that goes beyond the bounds of the language gives no value; the next one may
        return;
      }
    }

    Candidate candidate(String key) {
      return new Candidate(key, List.of(first), count, values);
    }
  }

  void add(String key, SourceLine line) {
    Gathered known = records.get(key);
    if (known == null && records.size() >= MOST_IN_MEMORY) {
      sorter.add(key, line);
      return;
    }
    if (known == null) {
      known = new Gathered(line, builder.width());
      records.put(key, known);
    }
    known.add(builder, line);
  }

  /** The number of the line a key was first seen in; null where it is not in memory. */
  @Nullable Long firstLine(String key) {
    Gathered known = records.get(key);
    return known == null ? null : known.first.number();
  }

  /** Hands out every record; those in memory in the order of the file. */
  void each(Consumer<Candidate> receiver) {
    records.forEach((key, gathered) -> receiver.accept(gathered.candidate(key)));
    records.clear();
    Map<String, Gathered> open = new LinkedHashMap<>();
    sorter.each((key, line) -> {
      if (!open.containsKey(key)) {
        flush(open, receiver);
        open.put(key, new Gathered(line, builder.width()));
      }
      java.util.Objects.requireNonNull(open.get(key)).add(builder, line);
    });
    flush(open, receiver);
  }

  private static void flush(Map<String, Gathered> open, Consumer<Candidate> receiver) {
    open.forEach((key, gathered) -> receiver.accept(gathered.candidate(key)));
    open.clear();
  }
}
