package io.xiaodan.exchange;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Environment;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.identity.People;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Feed;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordKeys;
import io.xiaodan.record.Records;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Carries out imports. Begun again after a crash it goes through the file from its beginning;
 * records made before are recognised by their key.
 */
@Component
class ImportWork {

  private static final Logger log = LoggerFactory.getLogger(ImportWork.class);

  /** One thread reads, the others build and write. */
  private static final int THREADS = 4;

  private final ImportStore store;
  private final ImportFiles files;
  private final Blueprints blueprints;
  private final Records records;
  private final RecordKeys keys;
  private final People people;
  private final Cells cells;
  private final Feed feed;
  private final Clock clock;
  private final Workspace workspace;
  private volatile boolean stopping;

  ImportWork(
      ImportStore store,
      ImportFiles files,
      Blueprints blueprints,
      Records records,
      RecordKeys keys,
      People people,
      Cells cells,
      Feed feed,
      Clock clock,
      Workspace workspace) {
    this.store = store;
    this.files = files;
    this.blueprints = blueprints;
    this.records = records;
    this.keys = keys;
    this.people = people;
    this.cells = cells;
    this.feed = feed;
    this.clock = clock;
    this.workspace = workspace;
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    stopping = true;
  }

  /** Does one import; returns when it is over, fails when it is to be tried again. */
  void run(UUID id) throws NoSuchFileException {
    ImportJob job = store.find(id).orElse(null);
    int attempt = job == null ? 0 : store.begin(id);
    if (job == null || attempt == 0) {
      return;
    }
    if (!files.source(id).exists()) {
      throw new NoSuchFileException(
          files.folder(id).toString(), null, "the file of the import is not on this node");
    }
    // Reading and building keep a processor busy, which the threads of requests must not wait for.
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("import-", 0).daemon().factory())) {
      threads.submit(() -> attempt(job, attempt, threads)).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImportStopped();
    }
  }

  private void attempt(ImportJob job, int attempt, ExecutorService threads) {
    long start = System.nanoTime();
    try {
      ImportProgress progress = run(job, attempt, threads);
      end(job, ImportJob.State.DONE, null);
      log.info(
          "import={} file={} {} in {} ms",
          job.id(),
          job.name(),
          progress.report(),
          (System.nanoTime() - start) / 1_000_000);
    } catch (ImportCancelled e) {
      end(job, ImportJob.State.CANCELLED, null);
    } catch (ProblemException e) {
      Problem problem = e.problem();
      if (problem.kind() == ProblemKind.UNAVAILABLE) {
        throw e;
      }
      end(
          job,
          ImportJob.State.FAILED,
          problem.violations().isEmpty()
              ? problem.message()
              : problem.violations().getFirst().message());
    }
  }

  /** Ends an import that was tried too often. */
  void giveUp(UUID id, String error) {
    store
        .find(id)
        .ifPresent(job ->
            end(job, ImportJob.State.FAILED, Message.of("exchange.failed", "reason", error)));
  }

  private void end(
      ImportJob job, ImportJob.State state, @org.jspecify.annotations.Nullable Message problem) {
    store.end(job.id(), state, problem);
    files.remove(job.id());
    feed.publish(
        "job",
        "{\"id\":\"%s\",\"done\":%d,\"total\":%d,\"state\":\"%s\"}"
            .formatted(job.id(), job.total(), job.total(), state.key()));
  }

  private ImportProgress run(ImportJob job, int attempt, ExecutorService threads) {
    Blueprint blueprint = blueprints.current();
    ImportMapping mapping = compile(blueprint, job, store.document(job.id()));
    RecordDoor door =
        new RecordDoor(
            records,
            keys,
            new Caller(blueprint, actor(job)),
            job.participants(),
            attempt > 1 ? job.id() : null);
    SourceFile file = files.source(job.id());
    SourceFormat format = SourceFormat.recognise(mapping, file.head());
    try {
      return run(job, mapping, file, door, threads, format);
    } catch (SourceFile.WrongCharset e) {
      if (mapping.charset() != null || format.charset().equals(SourceFormat.GB18030)) {
        throw charset(format);
      }
    }
    store.forgetRefused(job.id());
    try {
      return run(job, mapping, file, door, threads, format.chinese());
    } catch (SourceFile.WrongCharset e) {
      throw charset(format.chinese());
    }
  }

  private static ProblemException charset(SourceFormat format) {
    return Problem.of(
            ProblemKind.INVALID, "exchange.file_charset", "charset", format.charset().name())
        .exception();
  }

  private ImportProgress run(
      ImportJob job,
      ImportMapping mapping,
      SourceFile file,
      RecordDoor door,
      ExecutorService threads,
      SourceFormat format) {
    UUID id = job.id();
    ZoneId zone = mapping.zone() == null ? workspace.zone() : mapping.zone();
    Environment environment = Environment.of(clock.instant(), workspace.zone());
    try (Refusals refusals = new Refusals(store, id)) {
      ImportRun.Context context =
          new ImportRun.Context(
              (as, forms, tallies, before) ->
                  new ImportProgress(store, feed, id, file, as, forms, tallies, before),
              header -> store.header(id, header),
              refusals::add,
              threads,
              () -> stopping,
              header -> new LineReader(mapping, header, environment),
              zone,
              cells.reader(door.caller(), false, zone));
      return new ImportRun(mapping, file, files.folder(id), door, context).run(format);
    }
  }

  private static ImportMapping compile(Blueprint blueprint, ImportJob job, JsonNode document) {
    Compilation compilation = Compilation.against(blueprint);
    ImportMapping mapping =
        new MappingCompiler(
                new ArtifactId(ImportMapping.TYPE.kind(), job.mapping()), document, compilation)
            .compile();
    if (mapping == null) {
      throw new Problem(
              ProblemKind.INVALID,
              compilation.findings().getFirst().message(),
              List.of(),
              List.of(),
              null)
          .exception();
    }
    return mapping;
  }

  /** Whoever asked for it, with the rights that person has now. */
  private Actor actor(ImportJob job) {
    if (job.askedBy().equals(Actor.SYSTEM)) {
      return Actor.system(Origin.IMPORT, job.id());
    }
    return people
        .find(job.askedBy())
        .map(person ->
            new Actor(
                person.id(), person.name(), person.roles(), Language.ZH, Origin.IMPORT, job.id()))
        .orElseThrow(() -> Problem.of(ProblemKind.FORBIDDEN, "forbidden").exception());
  }
}
