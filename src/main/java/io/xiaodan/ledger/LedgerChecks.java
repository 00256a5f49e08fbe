package io.xiaodan.ledger;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.platform.Invariant;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Proves on a company's own data that its ledgers are right: everything is computed again from the
 * records and set beside what is kept. Each step looks at one moment, so that work may go on.
 */
@Component
public class LedgerChecks {

  private static final Duration EVERY = Duration.ofHours(24);
  private static final int BATCH = 200;
  private static final UUID FIRST = new UUID(0, 0);

  private final Blueprints blueprints;
  private final RecordPostings postings;
  private final DerivedPostings derived;
  private final BalanceFeeds feeds;
  private final Records records;
  private final CheckStore store;
  private final JdbcTemplate database;
  private final TransactionTemplate snapshot;
  private final Workspace workspace;
  private final BalanceChecks balances;
  private final ObjectProvider<Invariant> others;
  private final Clock clock;

  LedgerChecks(
      Blueprints blueprints,
      RecordPostings postings,
      DerivedPostings derived,
      BalanceFeeds feeds,
      Records records,
      CheckStore store,
      JdbcTemplate database,
      PlatformTransactionManager transactions,
      Workspace workspace,
      BalanceChecks balances,
      ObjectProvider<Invariant> others,
      Jobs jobs,
      Clock clock) {
    this.blueprints = blueprints;
    this.postings = postings;
    this.derived = derived;
    this.feeds = feeds;
    this.records = records;
    this.store = store;
    this.database = database;
    this.snapshot = new TransactionTemplate(transactions);
    this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.workspace = workspace;
    this.clock = clock;
    this.others = others;
    this.balances = balances;
    jobs.repeat("ledger.check", EVERY, this::daily);
  }

  /**
   * One thing that always has to be true, and whether it was.
   *
   * @param ledger key of the ledger, {@code form/orders} for a form, or the name of another part
   * @param invariant {@code records}, {@code sums}, {@code days}, {@code derived}, {@code feeds} or
   *     {@code limits}
   * @param compared how many were looked at
   * @param offenders how many were not as they have to be
   * @param examples the first of those
   */
  public record Check(
      String ledger,
      String invariant,
      Instant checkedAt,
      long millis,
      long compared,
      long offenders,
      List<Invariant.Example> examples) {}

  /** What was found the last time. */
  public List<Check> last() {
    return store.all();
  }

  private void daily() {
    if (!blueprints.current().all(Ledger.TYPE).isEmpty()) {
      run();
    }
  }

  /** Compares everything now. */
  public List<Check> run() {
    Blueprint blueprint = blueprints.current();
    List<Invariant> more = others.orderedStream().toList();
    int total = blueprint.all(Ledger.TYPE).size() + more.size();
    int done = 0;
    Set<String> subjects = new HashSet<>(blueprint.all(Ledger.TYPE).keySet());
    for (Ledger ledger : blueprint.all(Ledger.TYPE).values()) {
      store.began("running", done++, total, clock.instant());
      check(ledger, "records", found -> records(blueprint, ledger, found));
      check(ledger, "sums", found -> balances.sums(ledger, found));
      check(ledger, "days", found -> balances.days(ledger, found));
      check(ledger, "derived", found -> derived(blueprint, ledger, found));
      check(ledger, "feeds", found -> feeds(blueprint, ledger, found));
      check(ledger, "limits", found -> balances.limits(ledger, found));
    }
    for (Invariant invariant : more) {
      store.began("running", done++, total, clock.instant());
      subjects.addAll(check(invariant));
    }
    store.keepOnly(subjects);
    store.began("done", total, total, clock.instant());
    return store.all();
  }

  /** What other parts of the product have to say; each finding carries its share of the time. */
  private List<String> check(Invariant invariant) {
    long began = System.nanoTime();
    List<Invariant.Finding> findings = invariant.check();
    long millis = (System.nanoTime() - began) / 1_000_000 / Math.max(1, findings.size());
    findings.forEach(found ->
        store.put(
            new Check(
                found.subject(),
                found.invariant(),
                clock.instant(),
                millis,
                found.compared(),
                found.offenders(),
                found.examples())));
    return findings.stream().map(Invariant.Finding::subject).toList();
  }

  private interface Comparison {
    void run(Found found);
  }

  private void check(Ledger ledger, String invariant, Comparison comparison) {
    long began = System.nanoTime();
    Found found = new Found();
    comparison.run(found);
    if (found.compared() == 0 && (invariant.equals("derived") || invariant.equals("feeds"))) {
      return;
    }
    store.put(
        new Check(
            ledger.key(),
            invariant,
            clock.instant(),
            (System.nanoTime() - began) / 1_000_000,
            found.compared(),
            found.offenders(),
            found.examples()));
  }

  /** Every record of every form that posts: what it posts now, beside what is kept of it. */
  private void records(Blueprint blueprint, Ledger ledger, Found found) {
    Caller caller = RecordPostings.caller(blueprint);
    for (Form form : forms(ledger)) {
      UUID[] after = {FIRST};
      boolean more = true;
      while (more) {
        more =
            Boolean.TRUE.equals(
                snapshot.execute(_ -> {
                  List<UUID> ids = next(form, after[0]);
                  ids.forEach(id -> record(caller, ledger, form, id, found));
                  after[0] = ids.isEmpty() ? after[0] : ids.getLast();
                  return ids.size() == BATCH;
                }));
      }
    }
  }

  private static List<Form> forms(Ledger ledger) {
    Map<String, Form> forms = new LinkedHashMap<>();
    for (Posting posting : ledger.postings()) {
      if (posting instanceof Posting.OfRecords own) {
        forms.put(own.form(), own.source());
      }
    }
    return List.copyOf(forms.values());
  }

  private List<UUID> next(Form form, UUID after) {
    return database.query(
        "SELECT id FROM %s WHERE id > ? ORDER BY id LIMIT %d"
            .formatted(workspace.table(form.table()), BATCH),
        (row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)),
        after);
  }

  private void record(Caller caller, Ledger ledger, Form form, UUID id, Found found) {
    StoredRecord record = records.get(caller, form.key(), id);
    Set<Object> expected = new HashSet<>();
    for (Entry entry : postings.entries(caller, ledger, form, record)) {
      expected.add(
          List.of(
              entry.line() == null ? "" : entry.line().toString(),
              entry.rule(),
              entry.account(),
              String.join("/", texts(ledger, entry.dimensions())),
              entry.day(),
              entry.quantity().stripTrailingZeros()));
    }
    Set<Object> kept = new HashSet<>();
    database.query(
        "SELECT * FROM %s WHERE _origin = ?".formatted(workspace.table(ledger.entryTable())),
        row -> {
          kept.add(
              List.of(
                  String.valueOf(row.getString("_place")),
                  String.valueOf(row.getString("_rule")),
                  String.valueOf(row.getString("_account")),
                  String.join("/", texts(ledger, BalanceReader.key(ledger, row))),
                  Objects.requireNonNull(row.getObject("_day", java.time.LocalDate.class)),
                  Objects.requireNonNull(row.getBigDecimal("_quantity")).stripTrailingZeros()));
        },
        id.toString());
    found.add(
        expected.equals(kept),
        () -> Invariant.Example.of(records.title(caller, record), form.key(), id));
  }

  private static List<String> texts(
      Ledger ledger, Map<String, ? extends @org.jspecify.annotations.Nullable String> key) {
    return ledger.dimensions().keySet().stream()
        .map(name -> {
          String value = key.get(name);
          return value == null ? "" : value;
        })
        .toList();
  }

  /** What other ledgers post, derived again from their balances, beside what is kept of it. */
  private void derived(Blueprint blueprint, Ledger ledger, Found found) {
    for (Ledger source : blueprint.all(Ledger.TYPE).values()) {
      if (!ledger.from(source.key()).isEmpty()) {
        derived.eachBatch(
            source,
            keys -> snapshot.executeWithoutResult(_ -> derived(source, ledger, keys, found)));
      }
    }
  }

  private void derived(Ledger source, Ledger ledger, String keys, Found found) {
    for (DerivedPostings.Part part : derived.derived(source, keys)) {
      if (!part.ledger().equals(ledger.key())) {
        continue;
      }
      Map<String, java.math.BigDecimal> expected = new LinkedHashMap<>();
      part.origins().forEach(origin -> expected.put(origin, java.math.BigDecimal.ZERO));
      part.entries()
          .forEach(entry ->
              expected.merge(
                  String.valueOf(entry.get("_origin")),
                  new java.math.BigDecimal(String.valueOf(entry.get("_quantity"))),
                  java.math.BigDecimal::add));
      expected.forEach((origin, quantity) -> {
        java.math.BigDecimal kept =
            database.queryForObject(
                "SELECT COALESCE(sum(_quantity), 0) FROM %s WHERE _origin = ?"
                    .formatted(workspace.table(ledger.entryTable())),
                java.math.BigDecimal.class,
                origin);
        found.add(
            kept != null && kept.compareTo(quantity) == 0, () -> Invariant.Example.of(origin));
      });
    }
  }

  /** The fields that this ledger keeps, of the records its balances are about. */
  private void feeds(Blueprint blueprint, Ledger ledger, Found found) {
    Map<String, List<BalanceFeed>> together = new LinkedHashMap<>();
    for (BalanceFeed feed : BalanceFeed.all(blueprint)) {
      if (feed.ledger().key().equals(ledger.key())) {
        together
            .computeIfAbsent(feed.form().key() + "/" + feed.dimension(), key -> new ArrayList<>())
            .add(feed);
      }
    }
    together.values().forEach(all -> feeds(blueprint, ledger, all, found));
  }

  private void feeds(Blueprint blueprint, Ledger ledger, List<BalanceFeed> together, Found found) {
    Form form = together.getFirst().form();
    Caller caller = RecordPostings.caller(blueprint);
    List<UUID> ids =
        database.query(
            "SELECT DISTINCT %1$s FROM %2$s WHERE %1$s IS NOT NULL"
                .formatted(
                    Workspace.quote(together.getFirst().dimension()),
                    workspace.table(ledger.table())),
            (row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)));
    for (UUID id : ids) {
      snapshot.executeWithoutResult(_ -> {
        StoredRecord record = records.get(caller, form.key(), id);
        Set<String> wrong =
            record.deletedAt() == null
                ? feeds.differing(blueprint, form, record).keySet()
                : Set.of();
        for (BalanceFeed feed : together) {
          found.add(
              !wrong.contains(feed.field().key()),
              () ->
                  Invariant.Example.of(
                      records.title(caller, record) + " " + feed.field().label().zh(),
                      form.key(),
                      id));
        }
      });
    }
  }
}
