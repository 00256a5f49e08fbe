package io.xiaodan.exchange;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.attachment.Attachments;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.exchange.sheet.CsvSheetWriter;
import io.xiaodan.exchange.sheet.SheetWriter;
import io.xiaodan.exchange.sheet.XlsxSheetWriter;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.identity.People;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Feed;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Carries out exports. One that was interrupted is written again from its beginning. */
@Component
class ExportWork {

  private static final Logger log = LoggerFactory.getLogger(ExportWork.class);
  private static final long INTERVAL = Duration.ofMillis(400).toNanos();

  private final ExportStore store;
  private final ExportFiles files;
  private final Blueprints blueprints;
  private final Access access;
  private final RecordStream records;
  private final Attachments attachments;
  private final People people;
  private final Feed feed;
  private final Messages messages;
  private final Cells cells;
  private final TransactionTemplate apart;
  private volatile boolean stopping;

  ExportWork(
      ExportStore store,
      ExportFiles files,
      Blueprints blueprints,
      Access access,
      RecordStream records,
      Attachments attachments,
      People people,
      Feed feed,
      Messages messages,
      Cells cells,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.files = files;
    this.blueprints = blueprints;
    this.access = access;
    this.records = records;
    this.attachments = attachments;
    this.people = people;
    this.feed = feed;
    this.messages = messages;
    this.cells = cells;
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    stopping = true;
  }

  /** Does one export; returns when it is over, fails when it is to be tried again. */
  void run(UUID id) throws IOException {
    ExportJob job = store.find(id).orElse(null);
    if (job == null || !store.begin(id)) {
      return;
    }
    long start = System.nanoTime();
    try {
      Files.move(write(job), files.file(id), StandardCopyOption.REPLACE_EXISTING);
      end(job, ImportJob.State.DONE, Files.size(files.file(id)), null);
      log.info(
          "export={} form={} by={} file={} in {} ms",
          id,
          job.form(),
          job.askedBy(),
          job.name(),
          (System.nanoTime() - start) / 1_000_000);
    } catch (ImportCancelled e) {
      end(job, ImportJob.State.CANCELLED, null, null);
    } catch (ProblemException e) {
      Problem problem = e.problem();
      if (problem.kind() == ProblemKind.UNAVAILABLE) {
        throw e;
      }
      end(
          job,
          ImportJob.State.FAILED,
          null,
          problem.violations().isEmpty()
              ? problem.message()
              : problem.violations().getFirst().message());
    }
  }

  /** Ends an export that was tried too often. */
  void giveUp(UUID id, String error) {
    store
        .find(id)
        .ifPresent(job ->
            end(job, ImportJob.State.FAILED, null, Message.of("exchange.failed", "reason", error)));
  }

  private void end(
      ExportJob job, ImportJob.State state, @Nullable Long bytes, @Nullable Message problem) {
    if (state != ImportJob.State.DONE) {
      files.remove(job.id());
    }
    store.end(job.id(), state, bytes, problem);
    publish(job.id(), 1, 1, state);
  }

  private void publish(UUID id, long done, long total, ImportJob.State state) {
    feed.publish(
        "job",
        "{\"id\":\"%s\",\"done\":%d,\"total\":%d,\"state\":\"%s\"}"
            .formatted(id, done, total, state.key()));
  }

  private Path write(ExportJob job) throws IOException {
    Blueprint blueprint = blueprints.current();
    Actor actor = actor(job);
    FormAccess rights = access.require(blueprint, actor, job.form());
    if (!rights.mayExport()) {
      throw Problem.of(
              ProblemKind.FORBIDDEN, "exchange.may_not_export", "form", rights.form().label())
          .exception();
    }
    List<ExportColumn> columns = ExportColumn.of(blueprint, rights, job.request());
    ExportArchive archive = new ExportArchive(attachments, actor, columns);
    Path sheet = job.request().attachments() ? files.sheet(job.id()) : files.unfinished(job.id());
    Path whole = files.unfinished(job.id());
    Progress progress = new Progress(job, archive);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(sheet), 1 << 16);
        SheetWriter writer = writer(job, out)) {
      ExportSheets sheets =
          new ExportSheets(
              new Caller(blueprint, actor),
              rights.form(),
              job.request(),
              columns,
              cells.format(job.language()),
              job.language(),
              progress);
      records.atOneMoment(() -> {
        try {
          sheets.write(records, writer);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
    progress.tell();
    if (job.request().attachments()) {
      archive.write(sheet, inside(job), whole);
      Files.delete(sheet);
    }
    return whole;
  }

  private SheetWriter writer(ExportJob job, OutputStream out) throws IOException {
    return job.request().format() == ExportRequest.Format.CSV
        ? new CsvSheetWriter(out)
        : new XlsxSheetWriter(
            out, messages.text(Message.of("exchange.cell_too_long"), job.language()));
  }

  private static String inside(ExportJob job) {
    String kind = job.request().format() == ExportRequest.Format.CSV ? ".csv" : ".xlsx";
    return job.name().replaceFirst("\\.zip$", kind);
  }

  /** Keeps and tells how far it is, on a connection apart from the one that reads. */
  private final class Progress implements ExportSheets.Steps {
    private final ExportJob job;
    private final ExportArchive archive;
    private long done;
    private long total;
    private long rows;
    private long last = System.nanoTime();

    Progress(ExportJob job, ExportArchive archive) {
      this.job = job;
      this.archive = archive;
    }

    @Override
    public void record(long all, long written, Map<String, @Nullable Object> record) {
      done++;
      total = all;
      rows = written;
      if (job.request().attachments()) {
        archive.add(record);
      }
      if ((done & 31) == 0 && System.nanoTime() - last >= INTERVAL) {
        tell();
      }
    }

    void tell() {
      last = System.nanoTime();
      if (stopping) {
        throw new ImportStopped();
      }
      Boolean cancelling =
          apart.execute(_ -> {
            publish(job.id(), done, total, ImportJob.State.RUNNING);
            return store.progress(job.id(), done, total, rows);
          });
      if (Boolean.TRUE.equals(cancelling)) {
        throw new ImportCancelled();
      }
    }
  }

  /** Whoever asked for it, with the rights that person has now. */
  private Actor actor(ExportJob job) {
    return job.askedBy().equals(Actor.SYSTEM)
        ? Actor.system(Origin.USER)
        : people
            .find(job.askedBy())
            .map(person ->
                new Actor(
                    person.id(), person.name(), person.roles(), job.language(), Origin.USER, null))
            .orElseThrow(() -> Problem.of(ProblemKind.FORBIDDEN, "forbidden").exception());
  }
}
