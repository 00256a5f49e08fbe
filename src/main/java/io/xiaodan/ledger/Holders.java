package io.xiaodan.ledger;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.form.Form;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Whose reservations a balance carries: the records that ledgers before it keep apart. */
@Component
class Holders {

  private static final int MOST = 5;

  private final Records records;
  private final JdbcTemplate database;
  private final Workspace workspace;

  Holders(Records records, JdbcTemplate database, Workspace workspace) {
    this.records = records;
    this.database = database;
    this.workspace = workspace;
  }

  /**
   * Those that take something of a balance, the latest first: whoever needs it last can give way
   * most easily.
   */
  List<PromiseOffer.Holder> of(
      Caller caller, Ledger ledger, Limit limit, Map<String, ? extends @Nullable String> place) {
    List<PromiseOffer.Holder> holders = new ArrayList<>();
    for (Posting posting : ledger.postings()) {
      if (posting instanceof Posting.OfLedger from && takes(limit, from.account())) {
        holders.addAll(of(caller, ledger, from, place));
      }
    }
    return holders.stream().limit(MOST).toList();
  }

  /** Whether more in the account leaves less of the limit's number. */
  private static boolean takes(Limit limit, String account) {
    boolean read =
        limit.value().dependencies().stream()
            .anyMatch(path -> path.names().getFirst().equals(account));
    if (!read) {
      return false;
    }
    Object none = limit.value().evaluate(name -> BigDecimal.ZERO, LedgerSql.TIMELESS);
    Object some =
        limit
            .value()
            .evaluate(
                name -> name.equals(account) ? BigDecimal.ONE : BigDecimal.ZERO,
                LedgerSql.TIMELESS);
    return none instanceof BigDecimal before
        && some instanceof BigDecimal after
        && after.compareTo(before) < 0;
  }

  private List<PromiseOffer.Holder> of(
      Caller caller,
      Ledger ledger,
      Posting.OfLedger posting,
      Map<String, ? extends @Nullable String> place) {
    Blueprint blueprint = caller.blueprint();
    Ledger source = blueprint.find(Ledger.TYPE, posting.ledger()).orElseThrow();
    Dimension holder =
        source.dimensions().values().stream()
            .filter(each ->
                each.kind() == Dimension.Kind.REFERENCE
                    && !posting.dimensions().containsValue(each.key()))
            .findFirst()
            .orElse(null);
    if (holder == null) {
      return List.of();
    }
    LedgerSql sql = new LedgerSql(source, workspace);
    List<String> where = new ArrayList<>();
    List<@Nullable Object> binds = new ArrayList<>();
    binds.add(posting.date());
    posting
        .dimensions()
        .forEach((target, key) -> {
          Dimension dimension = Objects.requireNonNull(ledger.dimensions().get(target));
          where.add("b.%s = ?::%s".formatted(quote(key), dimension.kind().column()));
          binds.add(place.get(target));
        });
    String quantity = LedgerSql.formula(posting.quantity(), "b");
    String statement =
        "SELECT b.%1$s, %2$s, (SELECT max(e._day) FROM %3$s e WHERE %4$s AND e._account = ?) FROM %5$s b WHERE %6$s AND %2$s > 0 ORDER BY 3 DESC NULLS LAST LIMIT %7$d"
            .formatted(
                quote(holder.key()),
                quantity,
                sql.entries(),
                sql.same("e", "b"),
                sql.balances(),
                String.join(" AND ", where),
                MOST);
    return database.query(
        statement,
        (row, number) -> {
          UUID id = row.getObject(1, UUID.class);
          String title =
              id == null ? null : title(caller, Objects.requireNonNull(holder.form()), id);
          LocalDate day = row.getObject(3, LocalDate.class);
          return new PromiseOffer.Holder(
              title == null ? null : holder.form(),
              title == null ? null : id,
              title,
              LimitRefusals.plain(Objects.requireNonNull(row.getBigDecimal(2))),
              day == null ? LocalDate.EPOCH : day);
        },
        binds.toArray());
  }

  private @Nullable String title(Caller caller, String form, UUID id) {
    try {
      return caller.blueprint().find(Form.TYPE, form).isEmpty()
          ? null
          : records.title(caller, records.get(caller, form, id));
    } catch (ProblemException e) {
      return null;
    }
  }
}
