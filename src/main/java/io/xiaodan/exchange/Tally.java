package io.xiaodan.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what became of lines and records; written by many threads. Each line is in exactly one of
 * imported, present, refused and one of the rules that left it out.
 */
final class Tally {

  /** Rule by which a line of nothing is left out. */
  static final String BLANK = "blank";

  /** Rule by which a record that is not there is left out where only changes are wanted. */
  static final String NOT_THERE = "not_there";

  final LongAdder created = new LongAdder();
  final LongAdder updated = new LongAdder();
  final LongAdder existing = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder linesImported = new LongAdder();
  final LongAdder linesExisting = new LongAdder();
  final LongAdder linesRefused = new LongAdder();
  private final Map<String, LongAdder> leftOut = new ConcurrentHashMap<>();

  void leaveOut(String rule, long lines) {
    leftOut.computeIfAbsent(rule, key -> new LongAdder()).add(lines);
  }

  /** What is counted of lines, as it stands now. */
  ImportReport.Lines lines() {
    Map<String, Long> rules = new LinkedHashMap<>();
    leftOut.keySet().stream().sorted().forEach(key -> rules.put(key, count(key)));
    return new ImportReport.Lines(
        linesImported.sum(), linesExisting.sum(), linesRefused.sum(), rules);
  }

  private long count(String rule) {
    LongAdder count = leftOut.get(rule);
    return count == null ? 0 : count.sum();
  }

  /** What is counted of records and lines, as it stands now. */
  ImportReport.OfForm ofForm(String form) {
    return new ImportReport.OfForm(
        form, created.sum(), updated.sum(), existing.sum(), refused.sum(), lines());
  }
}
