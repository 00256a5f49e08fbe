package io.xiaodan.ledger;

import io.xiaodan.access.Access;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Balances, what they are made of, and what they will be: as far as somebody may see them. */
@Component
public class Ledgers {

  private final Access access;
  private final BalanceReader balances;
  private final Foresight foresight;
  private final Records records;
  private final JdbcTemplate database;
  private final Workspace workspace;

  Ledgers(
      Access access,
      BalanceReader balances,
      Foresight foresight,
      Records records,
      JdbcTemplate database,
      Workspace workspace) {
    this.access = access;
    this.balances = balances;
    this.foresight = foresight;
    this.records = records;
    this.database = database;
    this.workspace = workspace;
  }

  /**
   * How far the building of a ledger has come.
   *
   * @param state {@code building} or {@code ready}
   */
  public record Progress(String state, long done, long total) {}

  /** A number from a day on, in plain digits. */
  public record Step(LocalDate day, String amount) {}

  /** The ledgers somebody sees, by position. */
  public List<Ledger> list(Blueprint blueprint, Actor actor) {
    return blueprint.all(Ledger.TYPE).values().stream()
        .filter(ledger -> access.seesLedger(blueprint, actor, ledger.key()))
        .sorted(Comparator.comparingInt(Ledger::position).thenComparing(Ledger::key))
        .toList();
  }

  /**
   * A ledger somebody sees.
   *
   * @throws ProblemException not found, also for one that is out of reach
   */
  public Ledger require(Blueprint blueprint, Actor actor, String key) {
    return blueprint
        .find(Ledger.TYPE, key)
        .filter(ledger -> access.seesLedger(blueprint, actor, key))
        .orElseThrow(
            () -> Problem.of(ProblemKind.NOT_FOUND, "ledger.none", "ledger", key).exception());
  }

  public Progress progress(Ledger ledger) {
    return database
        .query(
            "SELECT state, done, total FROM %s WHERE ledger = ?"
                .formatted(workspace.table("ledger_state")),
            (row, number) -> new Progress(row.getString(1), row.getLong(2), row.getLong(3)),
            ledger.key())
        .stream()
        .findFirst()
        .orElseGet(() -> new Progress("building", 0, 0));
  }

  /** Balances whose records somebody may see. */
  public BalancePage balances(Blueprint blueprint, Actor actor, Ledger ledger, BalanceQuery query) {
    return balances.read(blueprint, actor, ledger, query);
  }

  /** What a balance is made of; records out of reach keep their names to themselves. */
  public EntryPage entries(
      Blueprint blueprint,
      Actor actor,
      Ledger ledger,
      Map<String, String> at,
      int offset,
      int limit) {
    BalanceReader.Condition seen = balances.seen(blueprint, actor, ledger, at);
    String text =
        "SELECT _form, _record, _rule, _account, _day, _quantity, count(*) OVER () AS _total FROM %s b WHERE %s ORDER BY _day DESC, _origin, _place, _rule LIMIT %d OFFSET %d"
            .formatted(
                workspace.table(ledger.entryTable()),
                seen.text(),
                Math.clamp(limit, 1, BalanceQuery.MOST),
                Math.max(offset, 0));
    long[] total = {offset};
    Caller caller = new Caller(blueprint, actor);
    List<EntryPage.Row> rows =
        database.query(
            text,
            (row, number) -> {
              total[0] = row.getLong("_total");
              String form = row.getString("_form");
              UUID record = row.getObject("_record", UUID.class);
              String title = title(caller, form, record);
              return new EntryPage.Row(
                  title == null ? null : form,
                  title == null ? null : record,
                  title,
                  row.getString("_rule"),
                  row.getString("_account"),
                  Objects.requireNonNull(row.getObject("_day", LocalDate.class)),
                  LimitRefusals.plain(Objects.requireNonNull(row.getBigDecimal("_quantity"))));
            },
            seen.binds().toArray());
    return new EntryPage(rows, total[0]);
  }

  private @Nullable String title(Caller caller, @Nullable String form, @Nullable UUID record) {
    if (form == null || record == null) {
      return null;
    }
    try {
      return records.title(caller, records.get(caller, form, record));
    } catch (ProblemException e) {
      return null;
    }
  }

  /**
   * An account or value of one balance from today on, a step for each day on which it changes;
   * nothing for records that are out of reach.
   *
   * @param at the value of each dimension
   * @throws ProblemException not found for a figure the ledger has not
   */
  public List<Step> foresee(
      Blueprint blueprint, Actor actor, Ledger ledger, String figure, Map<String, String> at) {
    if (!ledger.hasFigure(figure)) {
      throw Problem.of(ProblemKind.NOT_FOUND, "ledger.no_figure", "figure", figure).exception();
    }
    BalanceQuery query = new BalanceQuery(at, null, null, 0, 1);
    if (balances.read(blueprint, actor, ledger, query).rows().isEmpty()) {
      return List.of();
    }
    return foresight.steps(ledger, ledger.formula(figure), at, foresight.today()).stream()
        .map(step -> new Step(step.day(), LimitRefusals.plain(step.amount())))
        .toList();
  }

  /**
   * What can be promised of one balance, by the limit of the ledger that holds for every day;
   * nothing for records that are out of reach.
   *
   * @param at the value of each dimension
   * @param quantity how much is wanted
   * @param safety how much is kept back
   * @throws ProblemException not found for a ledger without such a limit
   */
  public Promise promise(
      Blueprint blueprint,
      Actor actor,
      Ledger ledger,
      Map<String, String> at,
      BigDecimal quantity,
      BigDecimal safety) {
    Limit limit =
        ledger.limits().stream()
            .filter(Limit::everyDay)
            .findFirst()
            .orElseThrow(() ->
                Problem.of(ProblemKind.NOT_FOUND, "ledger.no_promise", "ledger", ledger.label())
                    .exception());
    BalanceQuery query = new BalanceQuery(at, null, null, 0, 1);
    boolean seen = !balances.read(blueprint, actor, ledger, query).rows().isEmpty();
    return Promise.of(
        seen ? foresight.steps(ledger, limit.value(), at, foresight.today()) : List.of(),
        quantity,
        safety);
  }
}
