package io.xiaodan.batch;

import io.xiaodan.access.Access;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
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
import io.xiaodan.record.RecordPicks;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes of many records at once: previewed, begun, followed, cancelled, undone. What became of
 * each record is kept for ninety days.
 */
@Component
public class Batches {

  /** Most records one job changes. */
  public static final int MOST = 100_000;

  /** Most records that are picked by hand. */
  public static final int MOST_PICKED = 10_000;

  /** Most rows that are read at once. */
  public static final int PAGE = 100;

  private static final int LISTED = 50;
  private static final Duration KEPT = Duration.ofDays(90);

  /** What a job knows. */
  record Payload(UUID id, boolean undo) {}

  /** A row with the name of its record, where that may be seen. */
  public record Named(BatchRow row, @Nullable String title) {}

  private final BatchStore store;
  private final BatchPreview preview;
  private final Blueprints blueprints;
  private final Access access;
  private final RecordPicks picks;
  private final Jobs jobs;
  private final TransactionTemplate transactions;
  private final Ids ids;
  private final Clock clock;
  private final JobType<Payload> work;

  Batches(
      BatchStore store,
      BatchPreview preview,
      BatchWork working,
      Blueprints blueprints,
      Access access,
      RecordPicks picks,
      Jobs jobs,
      TransactionTemplate transactions,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.preview = preview;
    this.blueprints = blueprints;
    this.access = access;
    this.picks = picks;
    this.jobs = jobs;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
    this.work =
        jobs.register(
            JobType.atLeastOnce(
                    "batch.work",
                    Payload.class,
                    new RetryPolicy(20, Duration.ofSeconds(1), Duration.ofMinutes(5)),
                    (payload, run) -> working.run(payload.id(), payload.undo()))
                .onDeath(dead ->
                    working.giveUp(UUID.fromString(dead.id().substring(0, 36)), dead.error())));
    jobs.repeat(
        "batch.expire", Duration.ofHours(12), () -> store.expire(clock.instant().minus(KEPT)));
  }

  /**
   * What a job would do; nothing is changed.
   *
   * @throws ProblemException not found (form), forbidden, malformed (filter), invalid with every
   *     field that cannot become what is asked
   */
  public BatchAnswer preview(Actor actor, String form, BatchRequest request) {
    Caller caller = new Caller(blueprints.current(), actor);
    BatchPlan plan = plan(caller, form, request);
    BatchAnswer answer = preview.of(caller, form, request, plan);
    requireSound(plan, answer.count());
    return answer;
  }

  /**
   * Begins a job. The records are those that are found now.
   *
   * @throws ProblemException as {@link #preview}
   */
  public BatchJob start(Actor actor, String form, BatchRequest request) {
    Caller caller = new Caller(blueprints.current(), actor);
    BatchPlan plan = plan(caller, form, request);
    UUID id = ids.next();
    transactions.executeWithoutResult(_ -> {
      store.add(id, form, request, actor.personId(), actor.language());
      int total = pick(caller, form, request, id);
      requireSound(plan, total);
      store.total(id, total);
      schedule(id, false);
    });
    return find(actor, id);
  }

  private BatchPlan plan(Caller caller, String form, BatchRequest request) {
    if (request.ids() != null && request.ids().size() > MOST_PICKED) {
      throw tooMany(MOST_PICKED);
    }
    return BatchPlan.read(access, caller, form, request);
  }

  private int pick(Caller caller, String form, BatchRequest request, UUID id) {
    List<UUID> chosen = request.ids();
    if (chosen != null) {
      List<RecordPicks.Pick> all =
          chosen.stream().distinct().map(one -> new RecordPicks.Pick(one, null)).toList();
      store.addRows(id, 0, all);
      return all.size();
    }
    AtomicInteger count = new AtomicInteger();
    picks.each(
        caller,
        form,
        request.query(),
        some -> {
          store.addRows(id, count.get(), some);
          if (count.addAndGet(some.size()) > MOST) {
            throw tooMany(MOST);
          }
        });
    return count.get();
  }

  private static void requireSound(BatchPlan plan, long count) {
    if (count > MOST) {
      throw tooMany(MOST);
    }
    if (count > 1 && plan.isTheSameTwice()) {
      throw Problem.invalid(
              plan.fields().stream()
                  .filter(io.xiaodan.form.FormField::unique)
                  .map(field ->
                      Violation.at(field.key(), Message.of("batch.unique", "label", field.label())))
                  .toList())
          .exception();
    }
    if (count == 0) {
      throw Problem.invalid(List.of(Violation.at("filter", Message.of("batch.nothing"))))
          .exception();
    }
  }

  private static ProblemException tooMany(int most) {
    return Problem.invalid(
            List.of(Violation.at("filter", Message.of("batch.too_many", "maximum", most))))
        .exception();
  }

  /** The person's own newest jobs. */
  public List<BatchJob> newest(Actor actor) {
    return store.newest(actor.personId(), LISTED);
  }

  /**
   * One job.
   *
   * @throws ProblemException not found, also for another person's
   */
  public BatchJob find(Actor actor, UUID id) {
    return store
        .find(id)
        .filter(job -> job.askedBy().equals(actor.personId()))
        .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "not_found").exception());
  }

  /**
   * Its records after one, in their order; at most 100.
   *
   * @param outcome only those that came to this end; null for all
   */
  public List<Named> rows(Actor actor, UUID id, @Nullable String outcome, int after) {
    BatchJob job = find(actor, id);
    Caller caller = new Caller(blueprints.current(), actor);
    List<BatchRow> rows = store.rows(id, outcome, after, PAGE);
    Map<UUID, String> titles = new LinkedHashMap<>();
    try {
      titles.putAll(picks.titles(caller, job.form(), rows.stream().map(BatchRow::record).toList()));
    } catch (ProblemException e) {
      // The form is out of reach by now: the records keep their ids only.
      titles.clear();
    }
    return rows.stream().map(row -> new Named(row, titles.get(row.record()))).toList();
  }

  /** Stops a job before its next lot; what is done stays done. */
  public BatchJob cancel(Actor actor, UUID id) {
    find(actor, id);
    if (!store.cancel(id)) {
      throw Problem.of(ProblemKind.CONFLICT, "batch.over").exception();
    }
    return find(actor, id);
  }

  /** Begins to put back whatever nobody has changed since. */
  public BatchJob undo(Actor actor, UUID id) {
    if (!find(actor, id).isUndoable()) {
      throw Problem.of(ProblemKind.CONFLICT, "batch.not_undoable").exception();
    }
    transactions.executeWithoutResult(_ -> {
      if (!store.move(id, Set.of("done", "cancelled", "failed"), "undoing")) {
        throw Problem.of(ProblemKind.CONFLICT, "batch.not_undoable").exception();
      }
      schedule(id, true);
    });
    return find(actor, id);
  }

  private void schedule(UUID id, boolean undo) {
    jobs.schedule(
        new JobOrder<>(
            work, id + (undo ? ".undo" : ".apply"), new Payload(id, undo), clock.instant()));
  }
}
