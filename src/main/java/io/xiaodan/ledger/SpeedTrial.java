package io.xiaodan.ledger;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.ListQuery;
import io.xiaodan.record.RecordLists;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** How fast this workspace is on its own data, just now. Writes nothing that stays. */
@Component
public class SpeedTrial {

  private static final int ROUNDS = 30;
  private static final long MOST_NANOS = 1_500_000_000L;
  private static final int PAGE = 50;

  private final Blueprints blueprints;
  private final RecordLists lists;
  private final BalanceReader balances;
  private final Foresight foresight;
  private final JdbcTemplate database;
  private final TransactionTemplate transactions;
  private final Workspace workspace;

  SpeedTrial(
      Blueprints blueprints,
      RecordLists lists,
      BalanceReader balances,
      Foresight foresight,
      JdbcTemplate database,
      TransactionTemplate transactions,
      Workspace workspace) {
    this.blueprints = blueprints;
    this.lists = lists;
    this.balances = balances;
    this.foresight = foresight;
    this.database = database;
    this.transactions = transactions;
    this.workspace = workspace;
  }

  /**
   * One kind of work.
   *
   * @param work {@code database}, {@code write}, {@code list}, {@code balances} or {@code promise}
   * @param subject key of the form or ledger; empty for the database itself
   * @param rounds how often it was done
   * @param median microseconds
   * @param worst microseconds of the slowest
   */
  public record Speed(String work, String subject, int rounds, long median, long worst) {}

  /** Measures for a few seconds, in the name of somebody who builds. */
  public List<Speed> run(Actor actor) {
    Blueprint blueprint = blueprints.current();
    Caller caller = new Caller(blueprint, actor);
    List<Speed> speeds = new ArrayList<>();
    speeds.add(measure("database", "", () -> database.queryForObject("SELECT 1", Integer.class)));
    speeds.add(measure("write", "", this::write));
    Form largest = largest(blueprint);
    if (largest != null) {
      ListQuery first = new ListQuery(null, null, null, false, PAGE, null);
      speeds.add(measure("list", largest.key(), () -> lists.page(caller, largest.key(), first)));
    }
    for (Ledger ledger : blueprint.all(Ledger.TYPE).values()) {
      BalanceQuery page = new BalanceQuery(Map.of(), null, null, 0, PAGE);
      speeds.add(
          measure("balances", ledger.key(), () -> balances.read(blueprint, actor, ledger, page)));
      ledger.limits().stream()
          .filter(Limit::everyDay)
          .findFirst()
          .ifPresent(limit -> promise(ledger, limit, speeds));
    }
    return speeds;
  }

  private void promise(Ledger ledger, Limit limit, List<Speed> speeds) {
    Map<String, @Nullable String> busiest = busiest(ledger);
    if (!busiest.isEmpty()) {
      LocalDate today = foresight.today();
      speeds.add(
          measure(
              "promise",
              ledger.key(),
              () -> foresight.steps(ledger, limit.value(), busiest, today)));
    }
  }

  /** The balance with the most days, which is the dearest to foresee. */
  private Map<String, @Nullable String> busiest(Ledger ledger) {
    LedgerSql sql = new LedgerSql(ledger, workspace);
    Map<String, @Nullable String> key = new LinkedHashMap<>();
    database.query(
        "SELECT %1$s FROM %2$s GROUP BY %1$s ORDER BY count(*) DESC LIMIT 1"
            .formatted(sql.dimensions(), sql.days()),
        row -> {
          key.putAll(BalanceReader.key(ledger, row));
        });
    return key;
  }

  private @Nullable Form largest(Blueprint blueprint) {
    Form largest = null;
    long most = -1;
    for (Form form : blueprint.all(Form.TYPE).values()) {
      long rows =
          Objects.requireNonNull(
              database.queryForObject(
                  "SELECT GREATEST(reltuples, 0)::bigint FROM pg_class WHERE oid = ?::regclass",
                  Long.class,
                  workspace.table(form.table())));
      if (rows > most) {
        most = rows;
        largest = form;
      }
    }
    return largest;
  }

  /** One commit of one small row, on a table that lasts as long as the transaction. */
  private void write() {
    transactions.executeWithoutResult(status -> {
      database.execute("CREATE TEMP TABLE speed_trial (n int) ON COMMIT DROP");
      database.update("INSERT INTO speed_trial VALUES (1)");
    });
  }

  private static Speed measure(String work, String subject, Runnable once) {
    once.run();
    long[] nanos = new long[ROUNDS];
    long began = System.nanoTime();
    int rounds = 0;
    while (rounds < ROUNDS && System.nanoTime() - began < MOST_NANOS) {
      long start = System.nanoTime();
      once.run();
      nanos[rounds++] = System.nanoTime() - start;
    }
    long[] done = Arrays.copyOf(nanos, rounds);
    Arrays.sort(done);
    return new Speed(work, subject, rounds, done[rounds / 2] / 1_000, done[rounds - 1] / 1_000);
  }
}
