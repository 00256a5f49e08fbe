package io.xiaodan.flow;

import io.xiaodan.blueprint.Finding;
import io.xiaodan.form.Form;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.JobOrder;
import io.xiaodan.platform.JobType;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.RetryPolicy;
import io.xiaodan.record.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Drafts run over the records of the last days, without effects, as background jobs: which way each
 * would go if everybody agreed, what differs from the way it went, and who would get how much work.
 * Any number of records; the latest replay of each flow is kept with the way of every record.
 */
@Component
public class FlowReplays {

  /** What a job knows of itself. */
  record Payload(UUID id) {}

  private final ReplayStore store;
  private final FlowReplay work;
  private final FlowVersions versions;
  private final Jobs jobs;
  private final TransactionTemplate transactions;
  private final Ids ids;
  private final Clock clock;
  private final JobType<Payload> type;

  FlowReplays(
      ReplayStore store,
      FlowReplay work,
      FlowVersions versions,
      Jobs jobs,
      TransactionTemplate transactions,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.work = work;
    this.versions = versions;
    this.jobs = jobs;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
    this.type =
        jobs.register(
            JobType.atLeastOnce(
                    "flow.replay",
                    Payload.class,
                    new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofMinutes(1)),
                    (payload, run) -> work.run(payload.id()))
                .onDeath(dead -> work.giveUp(UUID.fromString(dead.id()))));
  }

  /**
   * A replay.
   *
   * @param state {@code waiting}, {@code running}, {@code done}, {@code failed} or {@code
   *     cancelled}
   * @param done records looked at, of {@code total}
   * @param problem why it failed; null otherwise
   * @param result of what was looked at so far
   */
  public record Replay(
      UUID id,
      String flow,
      String form,
      int days,
      UUID askedBy,
      Instant askedAt,
      String state,
      long done,
      long total,
      @Nullable Message problem,
      @Nullable Instant finishedAt,
      Result result) {}

  /**
   * What came out.
   *
   * @param records how many were looked at
   * @param left how many the flow would not have started for
   * @param stuck for how many it would have stopped with an error
   * @param differing how many really were asked of other nodes, or in another order
   * @param paths the ways, the most frequent first
   * @param work how many tasks by role and person
   */
  public record Result(
      long records, long left, long stuck, long differing, List<Path> paths, List<Work> work) {}

  /**
   * A way.
   *
   * @param nodes keys of the nodes that ask people, and of the end
   */
  public record Path(List<String> nodes, long count) {}

  /** How many tasks somebody would get; {@code who} as in {@code role:key} or {@code person:id}. */
  public record Work(String who, long tasks) {}

  /**
   * Begins to run a document over the records of its form, in the place of the replay before it.
   *
   * @throws ProblemException invalid when the document does not hold together
   */
  public Replay start(Caller caller, String key, JsonNode document, int days) {
    List<Finding> findings = new ArrayList<>();
    Flow flow = versions.draft(caller.blueprint(), key, document, findings);
    Form form = flow == null ? null : caller.blueprint().find(Form.TYPE, flow.form()).orElse(null);
    if (flow == null || form == null) {
      throw Problem.invalid(
              findings.stream()
                  .map(finding -> Violation.at(finding.place(), finding.message()))
                  .toList())
          .exception();
    }
    Instant now = clock.instant();
    Instant since = now.minus(Duration.ofDays(days));
    Replay replay =
        new Replay(
            ids.next(),
            key,
            form.key(),
            days,
            caller.actor().personId(),
            now,
            "waiting",
            0,
            store.count(form.table(), since),
            null,
            null,
            ReplayTally.result(ReplayTally.Kept.NOTHING));
    transactions.executeWithoutResult(_ -> {
      store.insert(replay, document, since);
      jobs.schedule(new JobOrder<>(type, replay.id().toString(), new Payload(replay.id()), now));
    });
    return replay;
  }

  /** The latest replay of a flow. */
  public Optional<Replay> latest(String flow) {
    return store.latest(flow).map(ReplayStore.Stored::replay);
  }

  /**
   * Ends one that runs; what it has found so far stays.
   *
   * @throws ProblemException not found
   */
  public Replay cancel(UUID id) {
    store.end(id, "cancelled", null, clock.instant());
    return require(id);
  }

  private Replay require(UUID id) {
    return store
        .find(id)
        .map(ReplayStore.Stored::replay)
        .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "flow.no_replay").exception());
  }

  /**
   * Records of one way, the latest first.
   *
   * @param path keys with slashes between; {@code !} for those for which it would have stopped;
   *     null for those that really went another way
   * @param before the last record of the stretch before; null for the first
   */
  public List<UUID> records(UUID id, @Nullable String path, @Nullable UUID before, int most) {
    require(id);
    return store.records(id, path, before, most);
  }
}
