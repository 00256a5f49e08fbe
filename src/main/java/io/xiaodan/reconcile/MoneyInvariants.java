package io.xiaodan.reconcile;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.platform.Invariant;
import io.xiaodan.platform.Workspace;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What always has to be true of money: what an item says it was paid and invoiced is what receipts
 * and invoices say, nothing is invoiced beyond what was ordered, and no money is used twice. Worked
 * out from the records themselves, by another way than the one that keeps these numbers.
 */
@Component
class MoneyInvariants implements Invariant {

  private static final int EXAMPLES = 5;
  private static final String SUBJECT = "receivables";
  private static final LocalDate ALWAYS = LocalDate.of(9999, 12, 31);

  private final Blueprints blueprints;
  private final JdbcTemplate database;
  private final Workspace workspace;
  private final Clock clock;

  MoneyInvariants(Blueprints blueprints, JdbcTemplate database, Workspace workspace, Clock clock) {
    this.blueprints = blueprints;
    this.database = database;
    this.workspace = workspace;
    this.clock = clock;
  }

  @Override
  public List<Finding> check() {
    List<Finding> findings = new ArrayList<>();
    Blueprint blueprint = blueprints.current();
    for (Receivables of : blueprint.all(Receivables.TYPE).values()) {
      Environment now = Environment.of(clock.instant(), workspace.zone());
      Looking looking = new Looking(of, new OwedSql(blueprint, workspace, now, of), findings);
      looking.received();
      looking.invoiced();
      looking.allocated();
      looking.once();
    }
    return findings;
  }

  /** One artifact being looked at. */
  private final class Looking {

    private final Receivables of;
    private final OwedSql sql;
    private final List<Finding> findings;

    Looking(Receivables of, OwedSql sql, List<Finding> findings) {
      this.of = of;
      this.sql = sql;
      this.findings = findings;
    }

    private String items(String columns, String joins) {
      return "SELECT t.id, t.%s::text AS title, %s FROM %s t %s WHERE t.deleted_at IS NULL"
          .formatted(
              quote(of.items().form().title()),
              columns,
              workspace.table(of.items().form().table()),
              joins);
    }

    /** What an item holds as received is what receipts say. */
    void received() {
      String kept = of.items().received();
      if (kept == null) {
        return;
      }
      SqlFragment owed = sql.items(ALWAYS);
      SqlFragment shares = sql.shares(ALWAYS);
      String text =
          "SELECT i.id, i.title, coalesce(t.%s, 0) <> coalesce(r.sum, 0) AS wrong FROM (%s) i JOIN %s t ON t.id = i.id LEFT JOIN (SELECT item, sum(share + let_go) FROM (%s) s GROUP BY 1) r ON r.item = i.id"
              .formatted(
                  quote(kept),
                  owed.text(),
                  workspace.table(of.items().form().table()),
                  shares.text());
      look("received", of.items().form().key(), text, binds(owed, shares));
    }

    /** What an item holds as invoiced is what invoices say, and no more than it is for. */
    void invoiced() {
      Receivables.Invoices in = of.invoices();
      if (in == null || in.amount() == null) {
        return;
      }
      String sums =
          "LEFT JOIN (SELECT v.%s AS item, sum(v.%s) FROM %s v WHERE v.deleted_at IS NULL GROUP BY 1) n ON n.item = t.id"
              .formatted(quote(in.item()), quote(in.amount()), workspace.table(in.form().table()));
      String amount = "greatest(coalesce(t." + quote(of.items().amount()) + ", 0), 0)";
      String most =
          of.items().tolerance() == null
              ? amount
              : "round(%s * (1 + coalesce(t.%s, 0) / 100), 2)"
                  .formatted(amount, quote(of.items().tolerance()));
      String form = of.items().form().key();
      look(
          "not_over_invoiced",
          form,
          items("coalesce(n.sum, 0) > " + most + " AS wrong", sums),
          List.of());
      String kept = of.items().invoiced();
      if (kept != null) {
        SqlFragment owed = sql.items(ALWAYS);
        String text =
            items("coalesce(t." + quote(kept) + ", 0) <> coalesce(n.sum, 0) AS wrong", sums)
                + " AND t.id IN (SELECT i.id FROM ("
                + owed.text()
                + ") i)";
        look("invoiced", form, text, binds(owed));
      }
    }

    /** No receipt gives more than came in. */
    void allocated() {
      SqlFragment receipts = sql.receipts(ALWAYS);
      SqlFragment shares = sql.shares(ALWAYS);
      String text =
          "SELECT r.id, r.number::text AS title, coalesce(s.sum, 0) > r.amount AS wrong FROM (%s) r LEFT JOIN (SELECT receipt, sum(share) FROM (%s) x GROUP BY 1) s ON s.receipt = r.id WHERE r.amount >= 0"
              .formatted(receipts.text(), shares.text());
      look("allocated", of.receipts().form().key(), text, binds(receipts, shares));
    }

    /** A line of a statement that is matched has a receipt of its own, of the same amount. */
    void once() {
      Receivables.Bank bank = of.bank();
      if (bank == null) {
        return;
      }
      String text =
          "SELECT b.id, b.%s::text AS title, (p.id IS NULL OR p.deleted_at IS NOT NULL OR p.%s <> b.%s OR count(*) OVER (PARTITION BY b.%s) > 1) AS wrong FROM %s b LEFT JOIN %s p ON p.id = b.%s WHERE b.deleted_at IS NULL AND b.%s = 'matched'"
              .formatted(
                  quote(bank.form().title()),
                  quote(of.receipts().amount()),
                  quote(bank.amount()),
                  quote(bank.receipt()),
                  workspace.table(bank.form().table()),
                  workspace.table(of.receipts().form().table()),
                  quote(bank.receipt()),
                  quote(bank.state()));
      look("once", bank.form().key(), text, List.of());
    }

    private List<@Nullable Object> binds(SqlFragment... fragments) {
      List<@Nullable Object> binds = new ArrayList<>();
      for (SqlFragment fragment : fragments) {
        binds.addAll(fragment.binds());
      }
      return binds;
    }

    private void look(String invariant, String form, String rows, List<@Nullable Object> binds) {
      List<Example> examples = new ArrayList<>();
      long[] counted = {0, 0};
      database.query(
          "SELECT id, title, count(*) OVER () FROM ("
              + rows
              + ") c WHERE wrong ORDER BY title LIMIT "
              + EXAMPLES,
          row -> {
            counted[1] = row.getLong(3);
            examples.add(
                Example.of(String.valueOf(row.getString(2)), form, row.getObject(1, UUID.class)));
          },
          binds.toArray());
      Long compared =
          database.queryForObject(
              "SELECT count(*) FROM (" + rows + ") c", Long.class, binds.toArray());
      findings.add(
          new Finding(SUBJECT, invariant, compared == null ? 0 : compared, counted[1], examples));
    }
  }
}
