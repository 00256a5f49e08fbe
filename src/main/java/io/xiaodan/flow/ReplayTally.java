package io.xiaodan.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Adds up a replay. What it holds grows with the ways of a flow and the people it asks, not with
 * the records.
 */
final class ReplayTally {

  /** The way of a record for which the flow would stop with an error. */
  static final String STUCK = "!";

  private final Map<String, Long> paths;
  private final Map<String, Long> work;
  private long records;
  private long left;
  private long stuck;
  private long differing;

  /** What is kept between two stretches. */
  record Kept(
      long records,
      long left,
      long stuck,
      long differing,
      Map<String, Long> paths,
      Map<String, Long> work) {

    static final Kept NOTHING = new Kept(0, 0, 0, 0, Map.of(), Map.of());
  }

  ReplayTally(Kept kept) {
    records = kept.records();
    left = kept.left();
    stuck = kept.stuck();
    differing = kept.differing();
    paths = new TreeMap<>(kept.paths());
    work = new TreeMap<>(kept.work());
  }

  Kept kept() {
    return new Kept(records, left, stuck, differing, paths, work);
  }

  /** The way of one record, to be kept beside it. */
  record Taken(UUID record, String path, boolean differs) {}

  /** A record the flow would not have started for. */
  void leave() {
    records++;
    left++;
  }

  /** A record for which it would have stopped with an error. */
  Taken stop(UUID record) {
    records++;
    stuck++;
    return new Taken(record, STUCK, false);
  }

  /**
   * A record with the way it would have gone.
   *
   * @param really keys of the nodes it was asked at; null or empty where it has not been through
   */
  Taken add(UUID record, List<Prediction.Ahead> way, @Nullable List<String> really) {
    records++;
    List<String> nodes = new ArrayList<>();
    Set<String> asked = new LinkedHashSet<>();
    for (Prediction.Ahead ahead : way) {
      if (ahead.node() instanceof FlowNode.Human) {
        asked.add(ahead.node().key());
        nodes.add(ahead.node().key());
        ahead.roles().forEach(role -> work.merge("role:" + role, 1L, Long::sum));
        ahead.people().forEach(person -> work.merge("person:" + person, 1L, Long::sum));
      } else if (ahead.node() instanceof FlowNode.End) {
        nodes.add(ahead.node().key());
      }
    }
    String path = String.join("/", nodes);
    paths.merge(path, 1L, Long::sum);
    boolean differs = really != null && !really.isEmpty() && !really.equals(List.copyOf(asked));
    differing += differs ? 1 : 0;
    return new Taken(record, path, differs);
  }

  static FlowReplays.Result result(Kept kept) {
    return new FlowReplays.Result(
        kept.records(),
        kept.left(),
        kept.stuck(),
        kept.differing(),
        kept.paths().entrySet().stream()
            .map(path ->
                new FlowReplays.Path(
                    path.getKey().isEmpty() ? List.of() : List.of(path.getKey().split("/")),
                    path.getValue()))
            .sorted(Comparator.comparingLong(FlowReplays.Path::count).reversed())
            .toList(),
        kept.work().entrySet().stream()
            .map(each -> new FlowReplays.Work(each.getKey(), each.getValue()))
            .sorted(Comparator.comparingLong(FlowReplays.Work::tasks).reversed())
            .toList());
  }
}
