package io.xiaodan.exchange;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.JobOrder;
import io.xiaodan.platform.JobType;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.RetryPolicy;
import io.xiaodan.record.Caller;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sheets that were exported, changed elsewhere and sent back: compared cell by cell with what went
 * out and with what is there now, taken over as somebody chooses, and undone if that was wrong.
 */
@Component
public class Returns {

  /** Most rows that are read at once. */
  public static final int PAGE = 200;

  /** What a job knows of its sheet. */
  record Payload(UUID id, boolean undo) {}

  private final ReturnedStore store;
  private final ReturnedCompare compare;
  private final StagedFiles files;
  private final Blueprints blueprints;
  private final Jobs jobs;
  private final TransactionTemplate transactions;
  private final Ids ids;
  private final Clock clock;
  private final JobType<Payload> work;

  Returns(
      ReturnedStore store,
      ReturnedCompare compare,
      ReturnedWork applying,
      StagedFiles files,
      Blueprints blueprints,
      Jobs jobs,
      TransactionTemplate transactions,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.compare = compare;
    this.files = files;
    this.blueprints = blueprints;
    this.jobs = jobs;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
    this.work =
        jobs.register(
            JobType.atLeastOnce(
                    "exchange.returned",
                    Payload.class,
                    new RetryPolicy(20, Duration.ofSeconds(1), Duration.ofMinutes(5)),
                    (payload, run) -> applying.run(payload.id(), payload.undo()))
                .onDeath(dead -> applying.giveUp(sheetOf(dead.id()), dead.error())));
  }

  private static UUID sheetOf(String job) {
    return UUID.fromString(job.substring(0, 36));
  }

  /**
   * Takes a sheet and compares it; nothing is changed yet.
   *
   * @throws ProblemException invalid for a file that is no sheet of this form that went out to come
   *     back, forbidden
   */
  public ReturnedSheet take(Actor actor, String form, String name, InputStream content) {
    Caller caller = new Caller(blueprints.current(), actor);
    compare.requireRights(caller, form);
    StagedFile file = files.take(actor, name, content);
    ReturnedCompare.Result result = compare.compare(caller, form, file);
    UUID id = ids.next();
    transactions.executeWithoutResult(_ -> {
      store.add(id, form, file.name(), actor.personId(), result.unchanged());
      store.add(id, result.rows());
    });
    return find(actor, id);
  }

  /**
   * One sheet.
   *
   * @throws ProblemException not found, also for another person's
   */
  public ReturnedSheet find(Actor actor, UUID id) {
    return store
        .find(id)
        .filter(sheet -> sheet.askedBy().equals(actor.personId()))
        .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "not_found").exception());
  }

  /** Its rows after one, in their order; at most 200. */
  public List<ReturnedRow> rows(Actor actor, UUID id, int after) {
    find(actor, id);
    return store.rows(id, after, PAGE);
  }

  /**
   * What somebody chooses.
   *
   * @param conflicts whether the sheet's value wins where both have changed a cell
   * @param missing whether records that are missing in the sheet are deleted
   * @param fresh whether new rows are made records
   * @param cells by {@code number.field}, whether that one cell is taken over
   * @param rows by number, whether that row happens at all
   */
  public record Choice(
      boolean conflicts,
      boolean missing,
      boolean fresh,
      Map<String, Boolean> cells,
      Map<String, Boolean> rows) {
    public Choice {
      cells = Map.copyOf(cells);
      rows = Map.copyOf(rows);
    }
  }

  /** Begins to take the sheet over. */
  public ReturnedSheet apply(Actor actor, UUID id, Choice choice) {
    find(actor, id);
    transactions.executeWithoutResult(_ -> {
      long total = choose(id, choice);
      if (!store.move(id, "compared", "applying", total)) {
        throw Problem.of(ProblemKind.CONFLICT, "exchange.returned_done").exception();
      }
      schedule(id, false);
    });
    return find(actor, id);
  }

  private long choose(UUID id, Choice choice) {
    long total = 0;
    int after = 0;
    while (true) {
      List<ReturnedRow> page = store.rows(id, after, PAGE);
      if (page.isEmpty()) {
        return total;
      }
      for (ReturnedRow row : page) {
        total++;
        after = row.number();
        store.choose(id, chosen(row, choice));
      }
    }
  }

  private static ReturnedRow chosen(ReturnedRow row, Choice choice) {
    List<ReturnedCell> cells =
        row.cells().stream()
            .map(cell ->
                cell.taken(
                    cell.problem() == null
                        && choice
                            .cells()
                            .getOrDefault(
                                row.number() + "." + cell.field(),
                                !cell.conflict() || choice.conflicts())))
            .toList();
    boolean ordinary =
        switch (row.kind()) {
          case "changed" -> true;
          case "new" -> choice.fresh();
          case "missing" -> choice.missing();
          default -> false;
        };
    boolean wanted =
        !row.kind().equals("gone")
            && choice.rows().getOrDefault(Integer.toString(row.number()), ordinary)
            && (row.kind().equals("missing") || cells.stream().anyMatch(ReturnedCell::take));
    return new ReturnedRow(
        row.number(),
        row.line(),
        row.kind(),
        row.record(),
        row.rev(),
        row.title(),
        cells,
        wanted,
        row.outcome(),
        row.revAfter(),
        row.reason());
  }

  /** Begins to put everything back that has not been changed by others since. */
  public ReturnedSheet undo(Actor actor, UUID id) {
    ReturnedSheet sheet = find(actor, id);
    transactions.executeWithoutResult(_ -> {
      if (!store.move(id, "applied", "undoing", sheet.total())) {
        throw Problem.of(ProblemKind.CONFLICT, "exchange.returned_not_applied").exception();
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
