package io.xiaodan.ledger;

import io.xiaodan.access.Access;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Message;
import io.xiaodan.platform.SqlFragment;
import io.xiaodan.platform.Workspace;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Posts as a change would, looks at what became of balances, and takes it back. */
@Component
class PostingTrials {

  private static final int MOST = 100;

  private final Blueprints blueprints;
  private final Access access;
  private final DimensionNames names;
  private final LimitRefusals refusals;
  private final OneBalance balances;
  private final JdbcTemplate database;
  private final Workspace workspace;
  private final JsonMapper json;
  private final Clock clock;
  private final TransactionTemplate whole;
  private final TransactionTemplate part;

  PostingTrials(
      Blueprints blueprints,
      Access access,
      DimensionNames names,
      LimitRefusals refusals,
      OneBalance balances,
      JdbcTemplate database,
      Workspace workspace,
      JsonMapper json,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.blueprints = blueprints;
    this.access = access;
    this.names = names;
    this.refusals = refusals;
    this.balances = balances;
    this.database = database;
    this.workspace = workspace;
    this.json = json;
    this.clock = clock;
    this.whole = new TransactionTemplate(transactions);
    this.part = new TransactionTemplate(transactions);
    this.part.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  /** What would become of balances; null effects where there are no tables for it yet. */
  record Trial(@Nullable List<LedgerPreview.Effect> effects, List<Message> refusals) {}

  /** One balance. */
  record Place(Ledger ledger, Map<String, @Nullable String> key) {}

  Trial of(Actor actor, Ledger draft, String form, UUID record, List<Entry> entries) {
    Blueprint blueprint = blueprints.current();
    Ledger ledger = blueprint.find(Ledger.TYPE, draft.key()).orElse(null);
    if (ledger == null || !hasTablesFor(ledger, draft)) {
      return new Trial(null, List.of());
    }
    return Objects.requireNonNull(
        whole.execute(status -> {
          status.setRollbackOnly();
          return tried(blueprint, actor, ledger, form, record, entries);
        }));
  }

  private static boolean hasTablesFor(Ledger ledger, Ledger draft) {
    return shape(ledger).equals(shape(draft))
        && ledger.accounts().keySet().containsAll(draft.accounts().keySet());
  }

  private static List<String> shape(Ledger ledger) {
    return ledger.dimensions().values().stream()
        .map(each -> each.key() + "/" + each.kind() + "/" + each.form() + "/" + each.optional())
        .toList();
  }

  private Trial tried(
      Blueprint blueprint,
      Actor actor,
      Ledger ledger,
      String form,
      UUID record,
      List<Entry> entries) {
    List<Place> places = places(blueprint, actor, ledger, record, entries);
    List<Map<String, BigDecimal>> before = places.stream().map(this::figures).toList();
    List<Message> refused = new ArrayList<>();
    try {
      part.executeWithoutResult(_ -> post(ledger, form, record, entries, true));
    } catch (DataAccessException e) {
      refused.addAll(refused(blueprint, actor, e));
      part.executeWithoutResult(_ -> post(ledger, form, record, entries, false));
    }
    List<LedgerPreview.Effect> effects = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      Map<String, LedgerPreview.BeforeAfter> changed =
          changed(before.get(i), figures(places.get(i)));
      if (!changed.isEmpty()) {
        Place place = places.get(i);
        effects.add(
            new LedgerPreview.Effect(
                place.ledger.key(),
                names.text(blueprint, place.ledger, place.key, actor.language()),
                changed));
      }
    }
    return new Trial(effects, refused);
  }

  private void post(Ledger ledger, String form, UUID record, List<Entry> entries, boolean checked) {
    LedgerPost post =
        new LedgerPost(
            workspace, json, clock.instant().atZone(workspace.zone()).toLocalDate(), checked);
    post.put(ledger.key(), form, record, entries);
    SqlFragment call = post.call();
    database.query("SELECT " + call.sql(), row -> {}, call.binds().toArray());
  }

  private List<Message> refused(Blueprint blueprint, Actor actor, DataAccessException e) {
    ServerErrorMessage server =
        e.getCause() instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
    if (server == null || !"XD410".equals(server.getSQLState())) {
      throw e;
    }
    Ledger ledger = blueprint.find(Ledger.TYPE, String.valueOf(server.getMessage())).orElseThrow();
    return refusals.messages(
        blueprint, actor.language(), ledger, Objects.requireNonNull(server.getDetail()));
  }

  /** The balances a record has to do with now and would then, here and in ledgers that follow. */
  private List<Place> places(
      Blueprint blueprint, Actor actor, Ledger ledger, UUID record, List<Entry> entries) {
    Set<Place> found = new LinkedHashSet<>();
    entries.forEach(entry -> found.add(new Place(ledger, entry.dimensions())));
    database.query(
        "SELECT DISTINCT %s FROM %s WHERE _origin = ?"
            .formatted(
                new LedgerSql(ledger, workspace).dimensions(),
                workspace.table(ledger.entryTable())),
        row -> {
          found.add(new Place(ledger, BalanceReader.key(ledger, row)));
        },
        record.toString());
    List<Place> all = new ArrayList<>(found);
    for (int i = 0; i < all.size(); i++) {
      for (Place next : following(blueprint, all.get(i))) {
        if (found.add(next)) {
          all.add(next);
        }
      }
    }
    return all.stream()
        .filter(place -> access.seesLedger(blueprint, actor, place.ledger.key()))
        .limit(MOST)
        .toList();
  }

  static List<Place> following(Blueprint blueprint, Place place) {
    List<Place> following = new ArrayList<>();
    for (Ledger target : blueprint.all(Ledger.TYPE).values()) {
      for (Posting.OfLedger posting : target.from(place.ledger.key())) {
        Map<String, @Nullable String> key = new LinkedHashMap<>();
        target
            .dimensions()
            .keySet()
            .forEach(name -> {
              String source = posting.dimensions().get(name);
              key.put(name, source == null ? null : place.key.get(source));
            });
        boolean whole =
            target.dimensions().values().stream()
                .allMatch(dimension -> dimension.optional() || key.get(dimension.key()) != null);
        if (whole) {
          following.add(new Place(target, key));
        }
      }
    }
    return following;
  }

  private Map<String, BigDecimal> figures(Place place) {
    return balances.figures(place.ledger, place.key);
  }

  static Map<String, LedgerPreview.BeforeAfter> changed(
      Map<String, BigDecimal> before, Map<String, BigDecimal> after) {
    Map<String, LedgerPreview.BeforeAfter> changed = new LinkedHashMap<>();
    before.forEach((key, was) -> {
      BigDecimal is = Objects.requireNonNull(after.get(key));
      if (was.compareTo(is) != 0) {
        changed.put(
            key, new LedgerPreview.BeforeAfter(LimitRefusals.plain(was), LimitRefusals.plain(is)));
      }
    });
    return changed;
  }
}
