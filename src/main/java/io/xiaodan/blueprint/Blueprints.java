package io.xiaodan.blueprint;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Feed;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * The live blueprint of the workspace, and the way to a new one.
 *
 * <p>A publication is one transaction: the new versions, the table changes and the blueprint's
 * version commit together or not at all. Publications follow one another. The new blueprint is
 * swapped in right after the commit, and on the other nodes when the feed tells them.
 */
@Component
public class Blueprints implements SmartInitializingSingleton {

  private static final Logger log = LoggerFactory.getLogger(Blueprints.class);
  private static final int TRIES = 6;
  private static final Set<String> LOCKED = Set.of("55P03", "40P01");
  private static final Set<String> SETTLED = Set.of("create_function", "create_index");
  static final String TOPIC = "blueprint";

  private final ArtifactStore store;
  private final BlueprintCompiler compiler;
  private final List<StructureKeeper> keepers;
  private final DSLContext database;
  private final TransactionTemplate transactions;
  private final Feed feed;
  private final Clock clock;
  private final AtomicReference<Blueprint> current = new AtomicReference<>(Blueprint.empty());

  Blueprints(
      ArtifactStore store,
      BlueprintCompiler compiler,
      List<StructureKeeper> keepers,
      DSLContext database,
      TransactionTemplate transactions,
      Feed feed,
      Clock clock) {
    this.store = store;
    this.compiler = compiler;
    this.keepers = List.copyOf(keepers);
    this.database = database;
    this.transactions = transactions;
    this.feed = feed;
    this.clock = clock;
  }

  @Override
  public void afterSingletonsInstantiated() {
    Compilation compilation = load();
    if (compilation != null) {
      settle(compilation);
    }
    feed.subscribe(TOPIC, message -> refresh());
  }

  /**
   * Makes functions and indexes anew that this version of the program wants otherwise than the one
   * that published. Tables change only when somebody publishes. Nothing is made of artifacts that
   * no longer compile, nor where another node has published meanwhile: it has made its own.
   */
  private void settle(Compilation compilation) {
    boolean sound =
        compilation.findings().stream().noneMatch(each -> each.severity() == Severity.ERROR);
    if (!sound) {
      return;
    }
    transactions.executeWithoutResult(status -> {
      store.lockBlueprint();
      if (store.blueprintVersion() != current.get().version()) {
        return;
      }
      plan(current.get(), false, compilation).stream()
          .filter(change -> SETTLED.contains(change.change()))
          .forEach(change -> {
            log.info(
                "structure settled, {} of {}: {}",
                change.change(),
                change.table(),
                change.subject());
            change.work().run(database);
          });
    });
  }

  /** The blueprint that requests starting now run against. */
  public Blueprint current() {
    return current.get();
  }

  /** Whether nothing has been published in the workspace yet, on whatever node. */
  public boolean isEmpty() {
    return store.blueprintVersion() == 0;
  }

  /** Compiles what is published if that is newer than what is current. */
  public void refresh() {
    load();
  }

  private @Nullable Compilation load() {
    long stored = store.blueprintVersion();
    if (stored > current.get().version()) {
      SequencedMap<ArtifactId, JsonNode> documents = store.published();
      for (long now = store.blueprintVersion(); now != stored; now = store.blueprintVersion()) {
        stored = now;
        documents = store.published();
      }
      Compilation compilation = compiler.compile(documents);
      compilation.findings().stream()
          .filter(finding -> finding.severity() == Severity.ERROR)
          .forEach(finding -> log.error("A published artifact no longer compiles: {}", finding));
      swap(compilation.toBlueprint(stored));
      return compilation;
    }
    return null;
  }

  /** What publishing these documents would find and change; changes nothing. */
  public Publication check(Map<ArtifactId, JsonNode> documents) {
    refresh();
    Compilation compilation = compiler.compile(with(documents));
    List<StructureChange> plan = plan(compilation.toBlueprint(0), false, compilation);
    return new Publication(sorted(compilation), plan, 0, current.get().version());
  }

  /**
   * What would be current with these documents, to try something out without publishing it.
   *
   * @param blueprint compiled as far as the documents are sound
   * @param findings everything found, errors first
   */
  public record Preview(Blueprint blueprint, List<Finding> findings) {}

  /** Compiles documents together with what is published; changes nothing. */
  public Preview preview(Map<ArtifactId, JsonNode> documents) {
    refresh();
    Compilation compilation = compiler.compile(with(documents));
    return new Preview(compilation.toBlueprint(current.get().version()), sorted(compilation));
  }

  /**
   * Publishes documents together.
   *
   * @param documents the new documents by artifact
   * @param by who publishes
   * @return the publication, with findings and without effect where one of them is an error
   * @throws io.xiaodan.kernel.ProblemException {@link ProblemKind#UNAVAILABLE} when a table that
   *     must change stays in use
   */
  public Publication publish(SequencedMap<ArtifactId, JsonNode> documents, UUID by) {
    return publish(() -> documents, by);
  }

  /**
   * Publishes documents that are looked up when it is this publication's turn.
   *
   * @param documents what to publish, seen as it is while no other publication runs; none is
   *     allowed and publishes nothing
   */
  public Publication publish(Supplier<SequencedMap<ArtifactId, JsonNode>> documents, UUID by) {
    return publish(documents, by, false);
  }

  /**
   * Publishes documents that are looked up when it is this publication's turn.
   *
   * @param emptyUnconvertible whether values that do not fit a field's new type become empty; they
   *     are kept aside and come back with the old type
   */
  public Publication publish(
      Supplier<SequencedMap<ArtifactId, JsonNode>> documents, UUID by, boolean emptyUnconvertible) {
    Published published =
        whenTablesAreFree(() -> {
          store.lockBlueprint();
          SequencedMap<ArtifactId, JsonNode> all = documents.get();
          return all.isEmpty() ? nothing() : publishInTransaction(all, by, emptyUnconvertible);
        });
    if (published.blueprint != null) {
      swap(published.blueprint);
      feed.publish(TOPIC, "{\"version\":" + published.blueprint.version() + "}");
    }
    return published.publication;
  }

  /**
   * A table is changed when nobody uses it for a moment. Whoever wants to use it stands behind the
   * one who waits to change it, so the wait is short and taken up again.
   */
  private Published whenTablesAreFree(Supplier<Published> publication) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transactions.execute(status -> publication.get());
      } catch (DataAccessException | org.jooq.exception.DataAccessException e) {
        if (!isLocked(e)) {
          throw e;
        }
        log.info("publishing waits for a table in use, attempt={}", attempt);
        if (attempt == TRIES) {
          throw Problem.of(ProblemKind.UNAVAILABLE, "blueprint.busy").exception();
        }
      }
    }
  }

  private static boolean isLocked(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < 10; depth++, at = at.getCause()) {
      if (at instanceof SQLException sql) {
        return LOCKED.contains(String.valueOf(sql.getSQLState()));
      }
    }
    return false;
  }

  /**
   * Publishes an earlier version's document as a new version.
   *
   * @param emptyUnconvertible as for publishing
   */
  public Publication rollBack(ArtifactId id, int version, UUID by, boolean emptyUnconvertible) {
    JsonNode document =
        store
            .version(id, version)
            .orElseThrow(() ->
                Problem.of(ProblemKind.NOT_FOUND, "blueprint.no_version", "version", version)
                    .exception())
            .document();
    SequencedMap<ArtifactId, JsonNode> documents = new LinkedHashMap<>();
    documents.put(id, document);
    return publish(() -> documents, by, emptyUnconvertible);
  }

  /** What every keeper wants changed, in their order. */
  private List<StructureChange> plan(
      Blueprint blueprint, boolean emptyUnconvertible, Compilation compilation) {
    return keepers.stream()
        .flatMap(keeper ->
            keeper
                .plan(database, current.get(), blueprint, emptyUnconvertible, compilation)
                .stream())
        .toList();
  }

  private Published publishInTransaction(
      SequencedMap<ArtifactId, JsonNode> documents, UUID by, boolean emptyUnconvertible) {
    refresh();
    long next = store.blueprintVersion() + 1;
    Compilation compilation = compiler.compile(with(documents));
    Blueprint blueprint = compilation.toBlueprint(next);
    List<StructureChange> plan = plan(blueprint, emptyUnconvertible, compilation);
    Publication refused = new Publication(sorted(compilation), plan, 0, next - 1);
    if (!refused.isAllowed()) {
      return new Published(refused, null);
    }
    database.execute("SET LOCAL lock_timeout = '2s'");
    plan.forEach(change -> change.work().run(database));
    int version = 0;
    for (Map.Entry<ArtifactId, JsonNode> document : documents.entrySet()) {
      version =
          store.saveVersion(document.getKey(), document.getValue(), next, clock.instant(), by);
    }
    store.setBlueprintVersion(next);
    return new Published(new Publication(sorted(compilation), plan, version, next), blueprint);
  }

  private Published nothing() {
    return new Published(new Publication(List.of(), List.of(), 0, store.blueprintVersion()), null);
  }

  private void swap(Blueprint blueprint) {
    current.accumulateAndGet(blueprint, (a, b) -> a.version() > b.version() ? a : b);
  }

  private SequencedMap<ArtifactId, JsonNode> with(Map<ArtifactId, JsonNode> documents) {
    SequencedMap<ArtifactId, JsonNode> all = store.published();
    all.putAll(documents);
    return all;
  }

  private static List<Finding> sorted(Compilation compilation) {
    return compilation.findings().stream().sorted(Comparator.comparing(Finding::severity)).toList();
  }

  private record Published(Publication publication, @Nullable Blueprint blueprint) {}
}
