package io.xiaodan.print;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.identity.People;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Feed;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.JobOrder;
import io.xiaodan.platform.JobType;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.RetryPolicy;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Many records in one document, made in the background: asked for, followed, cancelled, fetched.
 * What was printed by whom is kept for good, the files for a day.
 */
@Component
public class PrintJobs {

  private static final Logger log = LoggerFactory.getLogger(PrintJobs.class);
  private static final int LISTED = 50;
  private static final int EVERY = 10;
  private static final Duration KEPT = Duration.ofDays(1);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmm", java.util.Locale.ROOT);

  /** What a job knows of itself. */
  record Payload(UUID id) {}

  /** Somebody does not want it any more. */
  private static final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final PrintStore store;
  private final Printing printing;
  private final Blueprints blueprints;
  private final People people;
  private final Jobs jobs;
  private final Feed feed;
  private final TransactionTemplate transactions;
  private final Ids ids;
  private final Clock clock;
  private final Workspace workspace;
  private final JobType<Payload> work;

  PrintJobs(
      PrintStore store,
      Printing printing,
      Blueprints blueprints,
      People people,
      Jobs jobs,
      Feed feed,
      TransactionTemplate transactions,
      Ids ids,
      Clock clock,
      Workspace workspace) {
    this.store = store;
    this.printing = printing;
    this.blueprints = blueprints;
    this.people = people;
    this.jobs = jobs;
    this.feed = feed;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
    this.workspace = workspace;
    this.work =
        jobs.register(
            JobType.atLeastOnce(
                    "print.document",
                    Payload.class,
                    new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofMinutes(1)),
                    (payload, run) -> run(payload.id()))
                .onDeath(dead -> giveUp(UUID.fromString(dead.id()))));
    jobs.repeat("print.expire", Duration.ofHours(6), this::expire);
  }

  private void expire() {
    store.expire(clock.instant().minus(KEPT)).forEach(store::remove);
  }

  /**
   * Begins to print in the background.
   *
   * @throws ProblemException not found (form, template), forbidden, malformed for a filter that
   *     cannot be read, too large
   */
  public PrintJob start(Actor actor, String form, PrintRequest request) {
    Caller caller = new Caller(blueprints.current(), actor);
    PrintTemplate template = printing.require(caller, form, request.template());
    long count = printing.count(caller, form, request);
    Printing.requireFew(count, template.list() ? Printing.MOST_ROWS : Printing.MOST_RECORDS);
    if (count == 0) {
      throw Problem.of(ProblemKind.INVALID, "print.nothing").exception();
    }
    UUID id = ids.next();
    String name =
        "%s-%s.pdf"
            .formatted(
                template.label().in(actor.language()),
                STAMP.format(clock.instant().atZone(workspace.zone())));
    transactions.executeWithoutResult(_ -> {
      store.add(id, form, name, request, actor.personId(), actor.language());
      jobs.schedule(new JobOrder<>(work, id.toString(), new Payload(id), clock.instant()));
    });
    return find(actor, id);
  }

  /** One's own newest jobs. */
  public List<PrintJob> newest(Actor actor) {
    return store.newest(actor.personId(), LISTED);
  }

  /**
   * One job.
   *
   * @throws ProblemException not found, also for another person's
   */
  public PrintJob find(Actor actor, UUID id) {
    return store
        .find(id)
        .filter(job -> job.askedBy().equals(actor.personId()))
        .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "not_found").exception());
  }

  /** Stops a job; nothing of its file stays. */
  public PrintJob cancel(Actor actor, UUID id) {
    find(actor, id);
    if (store.cancel(id)) {
      jobs.cancel(work, id.toString());
    }
    return find(actor, id);
  }

  /**
   * The document, for who asked for it and still may print the form.
   *
   * @throws ProblemException not found, also before it is there and when it was removed; forbidden
   */
  public Path file(Actor actor, UUID id) {
    PrintJob job = find(actor, id);
    printing.require(new Caller(blueprints.current(), actor), job.form(), job.request().template());
    if (job.bytes() == null || !Files.isReadable(store.file(id))) {
      throw Problem.of(ProblemKind.NOT_FOUND, "print.file_gone").exception();
    }
    return store.file(id);
  }

  private void run(UUID id) throws IOException {
    PrintJob job = store.find(id).orElse(null);
    if (job == null || !store.begin(id)) {
      return;
    }
    long start = System.nanoTime();
    try {
      Files.move(write(job), store.file(id), StandardCopyOption.REPLACE_EXISTING);
      end(job, PrintJob.State.DONE, Files.size(store.file(id)), null);
      log.info(
          "print={} form={} by={} in {} ms",
          id,
          job.form(),
          job.askedBy(),
          (System.nanoTime() - start) / 1_000_000);
    } catch (Cancelled e) {
      end(job, PrintJob.State.CANCELLED, null, null);
    } catch (ProblemException e) {
      if (e.problem().kind() == ProblemKind.UNAVAILABLE) {
        throw e;
      }
      end(job, PrintJob.State.FAILED, null, e.problem().message());
    }
  }

  private Path write(PrintJob job) throws IOException {
    Caller caller = new Caller(blueprints.current(), actor(job));
    PrintTemplate template = printing.require(caller, job.form(), job.request().template());
    int total = (int) printing.count(caller, job.form(), job.request());
    List<Source> sources =
        printing.gather(
            caller,
            template,
            job.request(),
            done -> {
              if (done % EVERY == 0) {
                tell(job, done, total);
              }
            });
    tell(job, total, total);
    Path file = store.unfinished(job.id());
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      printing.write(caller, template, sources, out);
    }
    tell(job, total, total);
    return file;
  }

  private void tell(PrintJob job, int done, int total) {
    publish(job.id(), done, total, PrintJob.State.RUNNING);
    if (store.progress(job.id(), done, total)) {
      throw new Cancelled();
    }
  }

  private void giveUp(UUID id) {
    store
        .find(id)
        .ifPresent(job -> end(job, PrintJob.State.FAILED, null, Message.of("print.failed")));
  }

  private void end(
      PrintJob job, PrintJob.State state, @Nullable Long bytes, @Nullable Message problem) {
    if (state != PrintJob.State.DONE) {
      store.remove(job.id());
    }
    store.end(job.id(), state, bytes, problem);
    publish(job.id(), 1, 1, state);
  }

  private void publish(UUID id, int done, int total, PrintJob.State state) {
    feed.publish(
        "job",
        "{\"id\":\"%s\",\"done\":%d,\"total\":%d,\"state\":\"%s\"}"
            .formatted(id, done, total, state.key()));
  }

  /** Whoever asked for it, with the rights that person has now. */
  private Actor actor(PrintJob job) {
    return people
        .find(job.askedBy())
        .map(person ->
            new Actor(
                person.id(), person.name(), person.roles(), job.language(), Origin.USER, null))
        .orElseThrow(() -> Problem.of(ProblemKind.FORBIDDEN, "forbidden").exception());
  }
}
