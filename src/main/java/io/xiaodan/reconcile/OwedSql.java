package io.xiaodan.reconcile;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormNames;
import io.xiaodan.platform.Workspace;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The parts of statements that read what is owed and what came in, as of a day. */
final class OwedSql {

  private final Blueprint blueprint;
  private final Workspace workspace;
  private final Environment environment;
  private final Receivables of;

  OwedSql(Blueprint blueprint, Workspace workspace, Environment environment, Receivables of) {
    this.blueprint = blueprint;
    this.workspace = workspace;
    this.environment = environment;
    this.of = of;
  }

  /** The day of a field of days or moments, in the workspace's zone. */
  String day(Form form, String alias, String field) {
    String column = alias + "." + quote(field);
    boolean moment =
        form.field(field).filter(one -> one.type().name().equals("datetime")).isPresent();
    return moment
        ? "(" + column + " AT TIME ZONE '" + workspace.zone().getId() + "')::date"
        : column;
  }

  /** A form's living records for which a condition holds: {@code <table joins> WHERE …}. */
  private SqlFragment living(Form form, String alias, @Nullable Formula when) {
    FormNames names = new FormNames(blueprint, workspace, form, alias, FormNames.Seen.ALL);
    SqlFragment condition = when == null ? null : when.toSqlFilter(names, environment);
    SqlFragment from = names.from();
    List<@Nullable Object> binds = new ArrayList<>(from.binds());
    String where = " WHERE " + alias + ".deleted_at IS NULL";
    if (condition != null) {
      where += " AND " + condition.text();
      binds.addAll(condition.binds());
    }
    return new SqlFragment(from.text() + where, binds);
  }

  /**
   * What came in for items by a day: {@code item, share, let_go, day, receipt}; a receipt without
   * allocations is for its own item as a whole.
   */
  SqlFragment shares(LocalDate asOf) {
    Receivables.Receipts in = of.receipts();
    SqlFragment living = living(in.form(), "p", in.when());
    String day = day(in.form(), "p", in.date());
    String rows =
        workspace.table(Objects.requireNonNull(in.form().lines().get(in.allocations())).table());
    String difference =
        in.shareDifference() == null ? "0" : "coalesce(l." + quote(in.shareDifference()) + ", 0)";
    List<@Nullable Object> binds = new ArrayList<>(living.binds());
    binds.add(asOf);
    String heads = living.text() + " AND coalesce(" + day + ", p.created_at::date) <= ?";
    String text =
        "SELECT l.%s AS item, coalesce(l.%s, 0) AS share, %s AS let_go, x.day, x.id AS receipt FROM %s l JOIN (SELECT p.id, coalesce(%s, p.created_at::date) AS day FROM %s) x ON x.id = l.parent"
            .formatted(
                quote(in.shareItem()), quote(in.shareAmount()), difference, rows, day, heads);
    if (in.item() != null) {
      text +=
          " UNION ALL SELECT p.%s, p.%s, 0, coalesce(%s, p.created_at::date), p.id FROM %s AND p.%s IS NOT NULL AND NOT EXISTS (SELECT 1 FROM %s l WHERE l.parent = p.id)"
              .formatted(quote(in.item()), quote(in.amount()), day, heads, quote(in.item()), rows);
      binds.addAll(living.binds());
      binds.add(asOf);
    }
    return new SqlFragment(text, binds);
  }

  /** Receipts by a day, whether spread or not: {@code id, customer, amount, day, number}. */
  SqlFragment receipts(LocalDate asOf) {
    Receivables.Receipts in = of.receipts();
    SqlFragment living = living(in.form(), "p", in.when());
    String day = "coalesce(" + day(in.form(), "p", in.date()) + ", p.created_at::date)";
    List<@Nullable Object> binds = new ArrayList<>(living.binds());
    binds.add(asOf);
    return new SqlFragment(
        "SELECT p.id, p.%s AS customer, p.%s AS amount, %s AS day, %s AS number FROM %s AND %s <= ?"
            .formatted(
                quote(in.customer()),
                quote(in.amount()),
                day,
                in.number() == null ? "p.id::text" : "p." + quote(in.number()),
                living.text(),
                day),
        binds);
  }

  /**
   * Items owed by a day: {@code id, customer, amount, since, due, delivered, deposit, title} and
   * their references.
   */
  SqlFragment items(LocalDate asOf) {
    Receivables.Items in = of.items();
    SqlFragment living = living(in.form(), "t", in.when());
    String since = day(in.form(), "t", in.date());
    List<@Nullable Object> binds = new ArrayList<>(living.binds());
    binds.add(asOf);
    StringBuilder references = new StringBuilder("ARRAY[");
    for (int i = 0; i < in.references().size(); i++) {
      references.append(i == 0 ? "t." : ", t.").append(quote(in.references().get(i)));
    }
    references.append("]::text[]");
    return new SqlFragment(
        "SELECT t.id, t.%s AS customer, t.%s AS amount, %s AS since, %s AS due, %s AS delivered, %s AS deposit, t.%s::text AS title, %s AS references_ FROM %s AND %s <= ?"
            .formatted(
                quote(in.customer()),
                quote(in.amount()),
                since,
                in.due() == null
                    ? since
                    : "coalesce(" + day(in.form(), "t", in.due()) + ", " + since + ")",
                in.delivered() == null ? "NULL::date" : day(in.form(), "t", in.delivered()),
                in.deposit() == null ? "0" : "coalesce(t." + quote(in.deposit()) + ", 0)",
                quote(in.form().title()),
                references,
                living.text(),
                since),
        binds);
  }

  /** Numbers of invoices by item: {@code item, numbers}. */
  @Nullable SqlFragment invoiceNumbers() {
    Receivables.Invoices in = of.invoices();
    return in == null
        ? null
        : SqlFragment.of(
            "SELECT v.%s AS item, array_agg(v.%s::text) AS numbers FROM %s v WHERE v.deleted_at IS NULL AND v.%s IS NOT NULL GROUP BY 1"
                .formatted(
                    quote(in.item()),
                    quote(in.number()),
                    workspace.table(in.form().table()),
                    quote(in.number())));
  }
}
