package io.xiaodan.exchange;

import io.xiaodan.access.Access;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.blueprint.Finding;
import io.xiaodan.blueprint.Severity;
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
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files that are brought in: started, followed, cancelled, and what they refused. */
@Component
public class Imports {

  private static final int LISTED = 100;
  private static final String OWN_MAPPING = "own";

  /** What a job knows of its import. */
  record Payload(UUID id) {}

  private final ImportStore store;
  private final ImportFiles files;
  private final Blueprints blueprints;
  private final Access access;
  private final Roles roles;
  private final Jobs jobs;
  private final TransactionTemplate transactions;
  private final Ids ids;
  private final Clock clock;
  private final JsonMapper json;
  private final JobType<Payload> work;

  Imports(
      ImportStore store,
      ImportFiles files,
      ImportWork importing,
      Blueprints blueprints,
      Access access,
      Roles roles,
      Jobs jobs,
      TransactionTemplate transactions,
      Ids ids,
      Clock clock,
      JsonMapper json) {
    this.store = store;
    this.files = files;
    this.blueprints = blueprints;
    this.access = access;
    this.roles = roles;
    this.jobs = jobs;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
    this.json = json;
    this.work =
        jobs.register(
            JobType.atLeastOnce(
                    "exchange.import",
                    Payload.class,
                    new RetryPolicy(20, Duration.ofSeconds(1), Duration.ofMinutes(5)),
                    (payload, run) -> importing.run(payload.id()))
                .onDeath(dead -> importing.giveUp(UUID.fromString(dead.id()), dead.error())));
  }

  /**
   * Takes a file and begins to import it in the background.
   *
   * @param content read once, to its end
   * @throws ProblemException invalid for a mapping that is none or a file without content,
   *     forbidden where the person may not import into one of its forms
   */
  public ImportJob start(Actor actor, NewImport wanted, InputStream content) {
    ImportMapping mapping = mapping(wanted.mapping());
    requireRights(actor, mapping);
    UUID id = ids.next();
    if (files.store(id, content) == 0) {
      files.remove(id);
      throw Problem.of(ProblemKind.INVALID, "exchange.file_empty").exception();
    }
    long withLines = mapping.targets().stream().filter(ImportTarget::hasLines).count();
    transactions.executeWithoutResult(_ -> {
      store.add(
          id, wanted, mapping, actor.personId(), ImportProgress.total(files.source(id), withLines));
      jobs.schedule(new JobOrder<>(work, id.toString(), new Payload(id), clock.instant()));
    });
    return find(actor, id);
  }

  /** The published mappings into whose forms the person may import. */
  public List<ImportMapping> mappings(Actor actor) {
    return blueprints.current().all(ImportMapping.TYPE).values().stream()
        .filter(mapping -> mapping.targets().stream().allMatch(target -> mayImport(actor, target)))
        .toList();
  }

  private boolean mayImport(Actor actor, ImportTarget target) {
    return access.of(blueprints.current(), actor, target.form()).mayImport();
  }

  /** The newest imports the person may see: all for who administers, else the person's own. */
  public List<ImportJob> newest(Actor actor) {
    return store.newest(roles.administers(actor) ? null : actor.personId(), LISTED);
  }

  /**
   * One import.
   *
   * @throws ProblemException not found, also for another person's
   */
  public ImportJob find(Actor actor, UUID id) {
    return store
        .find(id)
        .filter(job -> job.askedBy().equals(actor.personId()) || roles.administers(actor))
        .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "not_found").exception());
  }

  /** Stops an import as soon as what is under way is written; what is written stays. */
  public ImportJob cancel(Actor actor, UUID id) {
    find(actor, id);
    if (store.cancel(id)) {
      jobs.cancel(work, id.toString());
      files.remove(id);
    }
    return find(actor, id);
  }

  /**
   * Writes the refused lines as a file of the same columns, with a column of line numbers and one
   * of reasons at its end, to be mended and imported again.
   */
  public void writeRefused(Actor actor, UUID id, Writer out) throws IOException {
    find(actor, id);
    new RefusedCsv(store, actor.language()).write(id, out);
  }

  /** The same as a workbook. */
  public void writeRefusedBook(Actor actor, UUID id, OutputStream out) throws IOException {
    find(actor, id);
    new RefusedBook(store, actor.language()).write(id, out);
  }

  /** A published mapping by its name, or the one a document describes, compiled. */
  ImportMapping mapping(String wanted) {
    Blueprint blueprint = blueprints.current();
    if (!wanted.stripLeading().startsWith("{")) {
      return blueprint
          .find(ImportMapping.TYPE, wanted.strip().replace('-', '_'))
          .orElseThrow(() -> wrong(Message.of("exchange.mapping_unknown", "mapping", wanted)));
    }
    JsonNode document;
    try {
      document = json.readTree(wanted);
    } catch (JacksonException e) {
      throw wrong(Message.of("exchange.mapping_unreadable"));
    }
    String key = document.path("key").asString(OWN_MAPPING);
    ArtifactId id =
        new ArtifactId(ImportMapping.TYPE.kind(), ArtifactId.isKey(key) ? key : OWN_MAPPING);
    List<Violation> wrong =
        blueprints.check(Map.of(id, document)).findings().stream()
            .filter(
                finding -> finding.severity() == Severity.ERROR && finding.artifact().equals(id))
            .map(Finding::message)
            .map(message -> Violation.at("mapping", message))
            .toList();
    if (!wrong.isEmpty()) {
      throw Problem.invalid(wrong).exception();
    }
    @Nullable ImportMapping mapping =
        new MappingCompiler(id, document, Compilation.against(blueprint)).compile();
    if (mapping == null) {
      throw wrong(Message.of("exchange.mapping_unreadable"));
    }
    return mapping;
  }

  private static ProblemException wrong(Message message) {
    return Problem.invalid(List.of(Violation.at("mapping", message))).exception();
  }

  private void requireRights(Actor actor, ImportMapping mapping) {
    for (ImportTarget target : mapping.targets()) {
      if (!mayImport(actor, target)) {
        throw Problem.of(
                ProblemKind.FORBIDDEN, "exchange.may_not_import", "form", target.form().label())
            .exception();
      }
    }
  }
}
