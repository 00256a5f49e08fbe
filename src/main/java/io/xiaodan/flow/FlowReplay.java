package io.xiaodan.flow;

import io.xiaodan.blueprint.Finding;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Runs a draft over the records of the last days, without effects: which way each would go if
 * everybody agreed, what differs from the way it went, and who would get how much work.
 */
@Component
public class FlowReplay {

  private static final int MOST_RECORDS = 5_000;
  private static final int SAMPLES = 20;

  private final FlowVersions versions;
  private final FlowMoves moves;
  private final Records records;
  private final JdbcTemplate database;
  private final Workspace workspace;
  private final Clock clock;

  FlowReplay(
      FlowVersions versions,
      FlowMoves moves,
      Records records,
      JdbcTemplate database,
      Workspace workspace,
      Clock clock) {
    this.versions = versions;
    this.moves = moves;
    this.records = records;
    this.database = database;
    this.workspace = workspace;
    this.clock = clock;
  }

  /**
   * What came out.
   *
   * @param records how many were looked at, the latest first
   * @param limited whether there were more
   * @param left how many the flow would not have started for
   * @param stuck those for which it would have stopped with an error
   * @param paths the ways, the most frequent first
   * @param differing those that really were asked of other nodes, or in another order
   * @param work how many tasks by role and person
   */
  public record Result(
      int records,
      boolean limited,
      int left,
      List<UUID> stuck,
      List<Path> paths,
      Differing differing,
      List<Work> work) {}

  /**
   * A way.
   *
   * @param nodes keys of the nodes that ask people, and of the end
   * @param samples some of the records
   */
  public record Path(List<String> nodes, int count, List<UUID> samples) {}

  /** Records that really went another way. */
  public record Differing(int count, List<UUID> samples) {}

  /** How many tasks somebody would get; {@code who} as in {@code role:key} or {@code person:id}. */
  public record Work(String who, int tasks) {}

  private record Made(UUID record, UUID by) {}

  /**
   * Runs a document over the records of its form.
   *
   * @throws ProblemException invalid when the document does not hold together
   */
  public Result run(Caller caller, String key, JsonNode document, int days) {
    List<Finding> findings = new ArrayList<>();
    Flow flow = versions.draft(caller.blueprint(), key, document, findings);
    if (flow == null) {
      throw Problem.invalid(
              findings.stream()
                  .map(finding -> Violation.at(finding.place(), finding.message()))
                  .toList())
          .exception();
    }
    Caller system = new Caller(caller.blueprint(), Actor.system(Origin.FLOW));
    List<Made> made = made(flow.form(), days);
    Tally tally = new Tally();
    for (Made each : made.subList(0, Math.min(MOST_RECORDS, made.size()))) {
      try {
        StoredRecord record = records.get(system, flow.form(), each.record());
        if (record.deletedAt() == null) {
          tally.add(flow, each, way(system, flow, each, record));
        }
      } catch (ProblemException e) {
        tally.stuck.add(each.record());
      }
    }
    return tally.result(made.size());
  }

  private List<Made> made(String form, int days) {
    return database.query(
        "SELECT record_id, by FROM "
            + workspace.table("event")
            + " WHERE form = ? AND kind = 'created' AND at >= ? ORDER BY at DESC LIMIT "
            + (MOST_RECORDS + 1),
        (row, number) ->
            new Made(
                Objects.requireNonNull(row.getObject(1, UUID.class)),
                Objects.requireNonNull(row.getObject(2, UUID.class))),
        form,
        clock.instant().minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC));
  }

  /** The way of one record; null where the flow does not start for it. */
  private @Nullable List<Prediction.Ahead> way(
      Caller caller, Flow flow, Made made, StoredRecord record) {
    var values = records.values(caller, record);
    if (flow.startsWhen() != null && !flow.startsWhen().test(values, moves.environment())) {
      return null;
    }
    Facts facts = moves.imagined(flow, made.by(), null, values);
    return new Prediction(flow, made.by(), facts, clock.instant()).fromStart();
  }

  /** The nodes a record really was asked at, in order; empty where no flow of that key ran. */
  private List<String> really(String flow, UUID record) {
    return database.query(
        "SELECT t.node FROM %s t JOIN %s i ON i.id = t.instance_id WHERE i.record_id = ? AND i.flow = ? AND i.state = 'finished' AND t.state <> 'paused' GROUP BY t.node ORDER BY min(t.created_at), min(t.id::text)"
            .formatted(workspace.table("task"), workspace.table("flow_instance")),
        (row, number) -> Objects.requireNonNull(row.getString(1)),
        record,
        flow);
  }

  /** Adds up. */
  private final class Tally {
    private final Map<List<String>, List<UUID>> paths = new LinkedHashMap<>();
    private final Map<String, Integer> work = new TreeMap<>();
    private final List<UUID> stuck = new ArrayList<>();
    private final List<UUID> differing = new ArrayList<>();
    private int left;

    void add(Flow flow, Made made, @Nullable List<Prediction.Ahead> way) {
      if (way == null) {
        left++;
        return;
      }
      List<String> nodes = new ArrayList<>();
      Set<String> asked = new LinkedHashSet<>();
      for (Prediction.Ahead ahead : way) {
        if (ahead.node() instanceof FlowNode.Human) {
          asked.add(ahead.node().key());
          nodes.add(ahead.node().key());
          ahead.roles().forEach(role -> work.merge("role:" + role, 1, Integer::sum));
          ahead.people().forEach(person -> work.merge("person:" + person, 1, Integer::sum));
        } else if (ahead.node() instanceof FlowNode.End) {
          nodes.add(ahead.node().key());
        }
      }
      paths.computeIfAbsent(nodes, _ -> new ArrayList<>()).add(made.record());
      List<String> really = really(flow.key(), made.record());
      if (!really.isEmpty() && !really.equals(List.copyOf(asked))) {
        differing.add(made.record());
      }
    }

    Result result(int found) {
      return new Result(
          Math.min(found, MOST_RECORDS),
          found > MOST_RECORDS,
          left,
          some(stuck),
          paths.entrySet().stream()
              .map(path -> new Path(path.getKey(), path.getValue().size(), some(path.getValue())))
              .sorted(Comparator.comparingInt(Path::count).reversed())
              .toList(),
          new Differing(differing.size(), some(differing)),
          work.entrySet().stream()
              .map(each -> new Work(each.getKey(), each.getValue()))
              .sorted(Comparator.comparingInt(Work::tasks).reversed())
              .toList());
    }

    private static List<UUID> some(List<UUID> all) {
      return List.copyOf(all.subList(0, Math.min(SAMPLES, all.size())));
    }
  }
}
