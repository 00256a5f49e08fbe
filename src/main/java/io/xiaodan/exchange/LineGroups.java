package io.xiaodan.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts together the lines of one record: those that stand together in the file as they come, those
 * that do not at the end, by way of the disk. Holds the lines of one record at a time.
 */
final class LineGroups {

  private final KeyRuns runs;
  private final LineSorter sorter;
  private final int most;
  private final Consumer<Candidate> records;
  private final Consumer<List<SourceLine>> tooMany;
  private @Nullable String key;
  private List<SourceLine> lines = new ArrayList<>();
  private boolean isTooLong;

  /**
   * @param most lines a record may have
   * @param tooMany takes lines of a record with more; called once or several times for such a one
   */
  LineGroups(
      KeyRuns runs,
      LineSorter sorter,
      int most,
      Consumer<Candidate> records,
      Consumer<List<SourceLine>> tooMany) {
    this.runs = runs;
    this.sorter = sorter;
    this.most = most;
    this.records = records;
    this.tooMany = tooMany;
  }

  void add(String next, SourceLine line) {
    if (runs.isScattered(next)) {
      sorter.add(next, line);
    } else {
      append(next, line);
    }
  }

  void finish() {
    emit();
    sorter.each(this::append);
    emit();
  }

  private void append(String next, SourceLine line) {
    if (!next.equals(key)) {
      emit();
      key = next;
    }
    lines.add(line);
    if (lines.size() > most) {
      isTooLong = true;
      tooMany.accept(lines);
      lines = new ArrayList<>();
    }
  }

  private void emit() {
    if (isTooLong && !lines.isEmpty()) {
      tooMany.accept(lines);
    } else if (key != null && !lines.isEmpty()) {
      records.accept(new Candidate(key, lines, lines.size(), null));
    }
    key = null;
    isTooLong = false;
    lines = new ArrayList<>();
  }
}
