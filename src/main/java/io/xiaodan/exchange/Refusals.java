package io.xiaodan.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Refused lines on their way to the table, some hundreds at a time; used by many threads. */
final class Refusals implements AutoCloseable {

  private static final int MOST_WAITING = 500;

  private final ImportStore store;
  private final UUID id;
  private List<RefusedLine> waiting = new ArrayList<>();

  Refusals(ImportStore store, UUID id) {
    this.store = store;
    this.id = id;
  }

  void add(List<RefusedLine> lines) {
    List<RefusedLine> full = taken(lines, MOST_WAITING);
    if (!full.isEmpty()) {
      store.refuse(id, full);
    }
  }

  private synchronized List<RefusedLine> taken(List<RefusedLine> lines, int most) {
    waiting.addAll(lines);
    if (waiting.size() < most) {
      return List.of();
    }
    List<RefusedLine> full = waiting;
    waiting = new ArrayList<>();
    return full;
  }

  @Override
  public void close() {
    List<RefusedLine> rest = taken(List.of(), 1);
    if (!rest.isEmpty()) {
      store.refuse(id, rest);
    }
  }
}
