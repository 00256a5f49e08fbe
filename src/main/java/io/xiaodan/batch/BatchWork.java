package io.xiaodan.batch;

import io.xiaodan.access.Access;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.expression.Environment;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Feed;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordBin;
import io.xiaodan.record.RecordPicks;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries out jobs. A lot of rows is one transaction with the note of what became of each, so that
 * work taken up again goes on where it stopped and does no row twice; a lot in which one row is
 * refused is done again row by row.
 */
@Component
class BatchWork {

  private static final Logger log = LoggerFactory.getLogger(BatchWork.class);
  private static final int LOT = 20;

  /** The server goes down; the job is taken up again when it is back. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final BatchStore store;
  private final Blueprints blueprints;
  private final Access access;
  private final Records records;
  private final RecordPicks picks;
  private final RecordBin bin;
  private final People people;
  private final Feed feed;
  private final Messages messages;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final Workspace workspace;
  private volatile boolean stopping;

  BatchWork(
      BatchStore store,
      Blueprints blueprints,
      Access access,
      Records records,
      RecordPicks picks,
      RecordBin bin,
      People people,
      Feed feed,
      Messages messages,
      TransactionTemplate transactions,
      Clock clock,
      Workspace workspace) {
    this.store = store;
    this.blueprints = blueprints;
    this.access = access;
    this.records = records;
    this.picks = picks;
    this.bin = bin;
    this.people = people;
    this.feed = feed;
    this.messages = messages;
    this.transactions = transactions;
    this.clock = clock;
    this.workspace = workspace;
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    stopping = true;
  }

  /** Does a job, or puts back what it did; returns when it is over. */
  void run(UUID id, boolean undo) {
    try {
      if (undo) {
        undo(id);
      } else {
        apply(id);
      }
    } catch (ProblemException e) {
      if (e.problem().kind() == ProblemKind.UNAVAILABLE) {
        throw e;
      }
      log.info("batch={} failed: {}", id, e.problem().message().code());
      over(id, "failed", sentence(reason(e.problem())));
    }
  }

  /** Ends a job that was tried too often. */
  void giveUp(UUID id, String error) {
    over(id, "failed", sentence(Message.of("batch.failed", "reason", error)));
  }

  private void apply(UUID id) {
    while (true) {
      BatchJob job = store.find(id).orElse(null);
      if (job == null || !job.state().equals("running")) {
        return;
      }
      if (job.cancelling()) {
        over(id, "cancelled", null);
        return;
      }
      List<BatchRow> lot = store.waiting(id, LOT);
      if (lot.isEmpty()) {
        over(id, "done", null);
        return;
      }
      goOn();
      Caller caller = caller(job);
      BatchPlan plan = BatchPlan.read(access, caller, job.form(), job.request());
      work(job, lot, null, row -> apply(caller, job, plan, row));
    }
  }

  private void undo(UUID id) {
    while (true) {
      BatchJob job = store.find(id).orElse(null);
      if (job == null || !job.state().equals("undoing")) {
        return;
      }
      List<BatchRow> lot = store.rows(id, "changed", 0, LOT);
      if (lot.isEmpty()) {
        over(id, "undone", null);
        return;
      }
      goOn();
      Caller caller = caller(job);
      work(job, lot, "changed", row -> undo(caller, job, row));
    }
  }

  private void goOn() {
    if (stopping) {
      throw new Stopped();
    }
  }

  /** What becomes of one row. */
  private interface Step {
    BatchRow of(BatchRow row);
  }

  /** Does a lot at once, and where that is refused, each row by itself. */
  private void work(BatchJob job, List<BatchRow> lot, @Nullable String from, Step step) {
    try {
      transactions.executeWithoutResult(_ -> {
        List<String> outcomes = new ArrayList<>();
        for (BatchRow row : lot) {
          one(job, row, from, step).ifPresent(outcomes::add);
        }
        store.count(job.id(), outcomes);
      });
    } catch (ProblemException e) {
      unlessAway(e);
      for (BatchRow row : lot) {
        goOn();
        alone(job, row, from, step);
      }
    }
    tell(job.id());
  }

  private void alone(BatchJob job, BatchRow row, @Nullable String from, Step step) {
    try {
      transactions.executeWithoutResult(
          _ -> store.count(job.id(), one(job, row, from, step).stream().toList()));
    } catch (ProblemException e) {
      unlessAway(e);
      Label why = sentence(reason(e.problem()));
      transactions.executeWithoutResult(_ ->
          store.count(
              job.id(),
              one(job, row, from, _ -> ended(row, from == null ? "refused" : "kept", why)).stream()
                  .toList()));
    }
  }

  private Optional<String> one(BatchJob job, BatchRow row, @Nullable String from, Step step) {
    return store
        .claim(job.id(), row.number(), from)
        .map(claimed -> {
          BatchRow after = step.of(claimed);
          store.end(job.id(), after);
          return Objects.requireNonNull(after.outcome());
        });
  }

  private static void unlessAway(ProblemException e) {
    if (e.problem().kind() == ProblemKind.UNAVAILABLE) {
      throw e;
    }
  }

  private static BatchRow ended(BatchRow row, String outcome, @Nullable Label reason) {
    return new BatchRow(
        row.number(), row.record(), row.rev(), outcome, row.revAfter(), null, null, reason);
  }

  private BatchRow apply(Caller caller, BatchJob job, BatchPlan plan, BatchRow row) {
    StoredRecord now = records.lock(caller, job.form(), row.record());
    boolean moved = row.rev() != null && row.rev() != now.rev();
    if (moved && !picks.isAmong(caller, job.form(), job.request().query(), row.record())) {
      throw Problem.of(ProblemKind.CONFLICT, "batch.no_longer_found").exception();
    }
    return switch (job.request().kind()) {
      case EDIT -> edit(caller, job, plan, row, now);
      case DELETE ->
          changed(row, records.delete(caller, job.form(), now.id(), now.rev()), null, null);
      case RESTORE -> changed(row, records.restore(caller, job.form(), now.id()), null, null);
      case PURGE -> {
        bin.purge(caller, job.form(), now.id());
        yield changed(row, now, null, null);
      }
    };
  }

  private BatchRow edit(
      Caller caller, BatchJob job, BatchPlan plan, BatchRow row, StoredRecord now) {
    ObjectNode values =
        plan.values(
            now,
            records.valuesSeen(caller, now),
            Environment.of(clock.instant(), workspace.zone()));
    if (values.isEmpty()) {
      // What is there already is no change, but it must be a record one may change.
      records.trial(caller, job.form(), now.id(), Write.of(values));
      return ended(row, "same", null);
    }
    StoredRecord after = records.update(caller, job.form(), now.id(), now.rev(), Write.of(values));
    Map<String, ObjectNode> difference = plan.difference(now, after);
    return changed(row, after, difference.get("before"), difference.get("after"));
  }

  private static BatchRow changed(
      BatchRow row, StoredRecord after, @Nullable JsonNode was, @Nullable JsonNode is) {
    return new BatchRow(
        row.number(), row.record(), row.rev(), "changed", after.rev(), was, is, null);
  }

  private BatchRow undo(Caller caller, BatchJob job, BatchRow row) {
    StoredRecord now = records.lock(caller, job.form(), row.record());
    switch (job.request().kind()) {
      case EDIT -> {
        requireUntouched(caller, job, row, now);
        records.update(
            caller,
            job.form(),
            now.id(),
            now.rev(),
            Write.of(Objects.requireNonNull(row.before())));
      }
      case DELETE -> {
        requireSame(row, now);
        records.restore(caller, job.form(), now.id());
      }
      case RESTORE -> {
        requireSame(row, now);
        records.delete(caller, job.form(), now.id(), now.rev());
      }
      case PURGE -> throw Problem.of(ProblemKind.CONFLICT, "batch.not_undoable").exception();
    }
    return ended(row, "undone", null);
  }

  private static void requireSame(BatchRow row, StoredRecord now) {
    if (row.revAfter() == null || row.revAfter() != now.rev()) {
      throw Problem.of(ProblemKind.CONFLICT, "batch.changed_since").exception();
    }
  }

  /** Other fields may have changed since; those the job has written must not. */
  private static void requireUntouched(
      Caller caller, BatchJob job, BatchRow row, StoredRecord now) {
    Form form = caller.blueprint().find(Form.TYPE, job.form()).orElseThrow();
    for (Map.Entry<String, JsonNode> written : Objects.requireNonNull(row.after()).properties()) {
      FormField field = form.fields().get(written.getKey());
      if (field == null) {
        throw Problem.of(ProblemKind.CONFLICT, "batch.field_gone", "field", written.getKey())
            .exception();
      }
      Object then = field.type().fromRowJson(written.getValue());
      if (!BatchPlan.same(then, now.values().get(field.key()))) {
        throw Problem.of(ProblemKind.CONFLICT, "batch.field_changed", "label", field.label())
            .exception();
      }
    }
  }

  private void over(UUID id, String state, @Nullable Label problem) {
    store.end(id, state, problem);
    store
        .find(id)
        .ifPresent(job ->
            log.info(
                "batch={} kind={} form={} by={} state={} {}",
                id,
                job.request().kind().key(),
                job.form(),
                job.askedBy(),
                job.state(),
                job.counts()));
    tell(id);
  }

  private void tell(UUID id) {
    store
        .find(id)
        .ifPresent(job ->
            feed.publish(
                "job",
                "{\"id\":\"%s\",\"done\":%d,\"total\":%d,\"state\":\"%s\",\"people\":[\"%s\"]}"
                    .formatted(id, job.done(), job.total(), job.state(), job.askedBy())));
  }

  private static Message reason(Problem problem) {
    return problem.violations().isEmpty()
        ? problem.message()
        : problem.violations().getFirst().message();
  }

  private Label sentence(Message message) {
    return new Label(messages.text(message, Language.ZH), messages.text(message, Language.EN));
  }

  /** Whoever asked for it, with the rights that person has at this moment. */
  private Caller caller(BatchJob job) {
    Actor actor =
        people
            .find(job.askedBy())
            .filter(Person::isActive)
            .map(person ->
                new Actor(
                    person.id(),
                    person.name(),
                    person.roles(),
                    job.language(),
                    Origin.BATCH,
                    job.id()))
            .orElseThrow(() -> Problem.of(ProblemKind.FORBIDDEN, "batch.nobody").exception());
    return new Caller(blueprints.current(), actor);
  }
}
