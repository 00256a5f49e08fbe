package io.xiaodan.exchange;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
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
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.ListQuery;
import io.xiaodan.record.RecordLists;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lists that are handed out as files: asked for, followed, cancelled, fetched. What was taken out
 * by whom is kept for good, the files for a week.
 */
@Component
public class Exports {

  private static final int LISTED = 100;
  private static final Duration KEPT = Duration.ofDays(7);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmm", java.util.Locale.ROOT);

  /** What a job knows of its export. */
  record Payload(UUID id) {}

  private final ExportStore store;
  private final ExportFiles files;
  private final Blueprints blueprints;
  private final Access access;
  private final Roles roles;
  private final RecordLists lists;
  private final Jobs jobs;
  private final TransactionTemplate transactions;
  private final Ids ids;
  private final Clock clock;
  private final Workspace workspace;
  private final JobType<Payload> work;

  Exports(
      ExportStore store,
      ExportFiles files,
      ExportWork exporting,
      Blueprints blueprints,
      Access access,
      Roles roles,
      RecordLists lists,
      Jobs jobs,
      TransactionTemplate transactions,
      Ids ids,
      Clock clock,
      Workspace workspace) {
    this.store = store;
    this.files = files;
    this.blueprints = blueprints;
    this.access = access;
    this.roles = roles;
    this.lists = lists;
    this.jobs = jobs;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
    this.workspace = workspace;
    this.work =
        jobs.register(
            JobType.atLeastOnce(
                    "exchange.export",
                    Payload.class,
                    new RetryPolicy(10, Duration.ofSeconds(1), Duration.ofMinutes(5)),
                    (payload, run) -> exporting.run(payload.id()))
                .onDeath(dead -> exporting.giveUp(UUID.fromString(dead.id()), dead.error())));
    jobs.repeat("exchange.expire_exports", Duration.ofHours(6), this::expire);
  }

  private void expire() {
    store.expire(clock.instant().minus(KEPT)).forEach(files::remove);
  }

  /**
   * Begins to write a list into a file in the background.
   *
   * @throws ProblemException not found (form), forbidden, malformed for a filter or sort that
   *     cannot be read, invalid for columns that are not there
   */
  public ExportJob start(Actor actor, String form, ExportRequest request) {
    Blueprint blueprint = blueprints.current();
    FormAccess rights = access.require(blueprint, actor, form);
    if (!rights.mayExport()) {
      throw Problem.of(
              ProblemKind.FORBIDDEN, "exchange.may_not_export", "form", rights.form().label())
          .exception();
    }
    ExportColumn.of(blueprint, rights, request);
    requireFormat(request);
    ListQuery query =
        new ListQuery(request.filter(), request.sort(), request.search(), false, 1, null);
    lists.page(new Caller(blueprint, actor), form, query);
    UUID id = ids.next();
    String name =
        "%s-%s.%s"
            .formatted(
                rights.form().label().in(actor.language()),
                STAMP.format(clock.instant().atZone(workspace.zone())),
                request.attachments()
                    ? "zip"
                    : request.format() == ExportRequest.Format.CSV ? "csv" : "xlsx");
    transactions.executeWithoutResult(_ -> {
      store.add(id, form, name, request, actor.personId(), actor.language());
      jobs.schedule(new JobOrder<>(work, id.toString(), new Payload(id), clock.instant()));
    });
    return find(actor, id);
  }

  /** A text file has one sheet and no hidden columns. */
  private static void requireFormat(ExportRequest request) {
    boolean csv = request.format() == ExportRequest.Format.CSV;
    if (csv && request.lines() == ExportRequest.Lines.SHEET) {
      throw Problem.invalid(List.of(Violation.at("lines", Message.of("exchange.csv_one_sheet"))))
          .exception();
    }
    boolean whole = csv || request.attachments() || request.lines() != ExportRequest.Lines.NONE;
    if (request.living() && whole) {
      throw Problem.invalid(List.of(Violation.at("living", Message.of("exchange.living_plain"))))
          .exception();
    }
  }

  /** The newest exports the person may see: all for who administers, else the person's own. */
  public List<ExportJob> newest(Actor actor) {
    return store.newest(roles.administers(actor) ? null : actor.personId(), LISTED);
  }

  /**
   * One export.
   *
   * @throws ProblemException not found, also for another person's
   */
  public ExportJob find(Actor actor, UUID id) {
    return store
        .find(id)
        .filter(job -> job.askedBy().equals(actor.personId()) || roles.administers(actor))
        .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "not_found").exception());
  }

  /** Stops an export; nothing of its file stays. */
  public ExportJob cancel(Actor actor, UUID id) {
    find(actor, id);
    if (store.cancel(id)) {
      jobs.cancel(work, id.toString());
    }
    return find(actor, id);
  }

  /**
   * The file of an export, for who asked for it and still may take the form's records out.
   *
   * @throws ProblemException not found, also for another person's, before it is there and when it
   *     was removed; forbidden
   */
  public Path file(Actor actor, UUID id) {
    ExportJob job = find(actor, id);
    FormAccess rights = access.require(blueprints.current(), actor, job.form());
    if (!rights.mayExport()) {
      throw Problem.of(
              ProblemKind.FORBIDDEN, "exchange.may_not_export", "form", rights.form().label())
          .exception();
    }
    boolean mine = job.askedBy().equals(actor.personId());
    if (!mine || job.bytes() == null || !Files.isReadable(files.file(id))) {
      throw Problem.of(ProblemKind.NOT_FOUND, "exchange.file_gone").exception();
    }
    store.downloaded(id);
    return files.file(id);
  }
}
