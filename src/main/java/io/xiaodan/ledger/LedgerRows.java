package io.xiaodan.ledger;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.platform.Workspace;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger keeps, read as if it were records: its dimensions, accounts and values are fields,
 * and what a dimension refers to is followed like any reference. It has no table of its own; {@link
 * #table} is what stands for it.
 *
 * @param form the fields there are, under the key {@code <ledger>:balances} or {@code
 *     <ledger>:entries}
 * @param posting the forms whose records post to the ledger, through other ledgers too
 */
public record LedgerRows(Ledger ledger, View view, Form form, Set<String> posting) {

  /** What is read of a ledger. */
  public enum View {
    /** One row for each combination of dimensions. */
    BALANCES,
    /** One row for everything that was posted. */
    ENTRIES;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Column of entries: the form of the record that posted; null for what another ledger posts. */
  public static final String FORM = "_form";

  /** Column of entries: the record that posted. */
  public static final String RECORD = "_record";

  /** How questions call the rows of a ledger: {@code stock:balances}. */
  public static String key(String ledger, View view) {
    return ledger + Form.OF_LEDGER + view.key();
  }

  /** The rows with a key among the published ledgers; null where there are none. */
  public static @Nullable LedgerRows find(Blueprint blueprint, String key) {
    return find(key, ledger -> blueprint.find(Ledger.TYPE, ledger).orElse(null));
  }

  /** The same while artifacts are compiled. */
  public static @Nullable LedgerRows find(Compilation compilation, String key) {
    return find(key, ledger -> compilation.find(Ledger.TYPE, ledger));
  }

  private static @Nullable LedgerRows find(String key, Function<String, @Nullable Ledger> ledgers) {
    int at = key.indexOf(Form.OF_LEDGER);
    Ledger ledger = at < 0 ? null : ledgers.apply(key.substring(0, at));
    if (ledger == null) {
      return null;
    }
    for (View view : View.values()) {
      if (key.endsWith(Form.OF_LEDGER + view.key())) {
        Form form = new LedgerRowFields(ledger, view).form();
        return new LedgerRows(ledger, view, form, posting(ledger, ledgers));
      }
    }
    return null;
  }

  private static Set<String> posting(Ledger ledger, Function<String, @Nullable Ledger> ledgers) {
    Set<String> forms = new LinkedHashSet<>();
    for (Posting posting : ledger.postings()) {
      switch (posting) {
        case Posting.OfRecords own -> forms.add(own.form());
        case Posting.OfLedger from -> {
          Ledger other = ledgers.apply(from.ledger());
          if (other != null) {
            forms.addAll(posting(other, ledgers));
          }
        }
      }
    }
    return forms;
  }

  /** The dimensions that refer to records, with the key of the form. */
  public List<FormField> references() {
    return ledger.dimensions().values().stream()
        .filter(dimension -> dimension.form() != null)
        .map(dimension -> Objects.requireNonNull(form.fields().get(dimension.key())))
        .toList();
  }

  /** The forms whose records have entries of their own. */
  public List<String> ownForms() {
    return ledger.postings().stream()
        .flatMap(
            each -> each instanceof Posting.OfRecords own ? Stream.of(own.form()) : Stream.empty())
        .distinct()
        .toList();
  }

  /** The ledgers whose balances are posted to this one. */
  public List<String> ownLedgers() {
    return ledger.postings().stream()
        .flatMap(each ->
            each instanceof Posting.OfLedger from ? Stream.of(from.ledger()) : Stream.empty())
        .distinct()
        .toList();
  }

  /** The postings that come from the balances of another ledger. */
  public List<String> postingsFrom(String other) {
    return ledger.from(other).stream().map(Posting.OfLedger::key).toList();
  }

  /** What names a row and is shown of it wherever rows are shown. */
  public List<String> shown() {
    List<String> shown = new ArrayList<>(ledger.dimensions().keySet());
    if (view == View.ENTRIES) {
      shown.addAll(List.of(LedgerRowFields.DAY, LedgerRowFields.POSTING, LedgerRowFields.ACCOUNT));
      shown.add(LedgerRowFields.QUANTITY);
    }
    return shown;
  }

  /**
   * What stands for the rows after FROM.
   *
   * @param day at whose end; null for everything that is posted, whatever its day
   */
  public SqlFragment table(Workspace workspace, @Nullable LocalDate day) {
    LedgerSql sql = new LedgerSql(ledger, workspace);
    return switch (view) {
      case BALANCES -> balances(sql, day);
      case ENTRIES -> entries(sql, day);
    };
  }

  private SqlFragment balances(LedgerSql sql, @Nullable LocalDate day) {
    String values =
        ledger.values().keySet().stream()
            .map(key -> ", " + sql.figure(key, "b") + " AS " + quote(key))
            .reduce("", String::concat);
    String of =
        day == null
            ? sql.balances()
            : "(SELECT %1$s, %2$s FROM %3$s WHERE _day <= ?::date GROUP BY %1$s)"
                .formatted(
                    sql.dimensions(),
                    sql.accounts(key -> "sum(" + key + ") AS " + key),
                    sql.days());
    String text =
        "(SELECT md5(ROW(%s)::text)::uuid AS id, %s, %s%s FROM %s b)"
            .formatted(
                sql.dimensions("b."),
                sql.dimensions("b."),
                sql.accounts(key -> "b." + key),
                values,
                of);
    return day == null ? SqlFragment.of(text) : SqlFragment.of(text, day.toString());
  }

  /** The ids of entries grow with their day, so that the latest ones come first. */
  private SqlFragment entries(LedgerSql sql, @Nullable LocalDate day) {
    String id =
        "(lpad(to_hex(e._day - DATE '0001-01-01'), 8, '0') || substr(md5(ROW(e._origin, e._place, e._rule, e._account, %s)::text), 9))::uuid"
            .formatted(sql.dimensions("e."));
    String accounts =
        sql.eachAccount(account ->
            "CASE WHEN e._account = %s THEN e._quantity END AS %s"
                .formatted(LedgerSql.literal(account.key()), quote(account.key())));
    LedgerRowFields fields = new LedgerRowFields(ledger, view);
    StringBuilder origins = new StringBuilder();
    fields
        .origins()
        .forEach((key, form) ->
            origins.append(
                ", CASE WHEN e._form = %s THEN e._record END AS %s"
                    .formatted(LedgerSql.literal(form.key()), quote(key))));
    String text =
        "(SELECT %s AS id, %s, e._day AS %s, e._rule AS %s, e._account AS %s, e._quantity AS %s, %s%s, e._form, e._record FROM %s e%s)"
            .formatted(
                id,
                sql.dimensions("e."),
                quote(LedgerRowFields.DAY),
                quote(LedgerRowFields.POSTING),
                quote(LedgerRowFields.ACCOUNT),
                quote(LedgerRowFields.QUANTITY),
                accounts,
                origins,
                sql.entries(),
                day == null ? "" : " WHERE e._day <= ?::date");
    return day == null ? SqlFragment.of(text) : SqlFragment.of(text, day.toString());
  }
}
