package io.xiaodan.ledger;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.platform.Workspace;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pieces of SQL about one ledger: columns, lists of them, formulas with their constants. */
final class LedgerSql {

  /** What formulas over accounts see of the time: nothing, since they may not ask. */
  static final Environment TIMELESS = Environment.of(Instant.EPOCH, ZoneOffset.UTC);

  private final Ledger ledger;
  private final Workspace workspace;

  LedgerSql(Ledger ledger, Workspace workspace) {
    this.ledger = ledger;
    this.workspace = workspace;
  }

  String balances() {
    return workspace.table(ledger.table());
  }

  String entries() {
    return workspace.table(ledger.entryTable());
  }

  String days() {
    return workspace.table(ledger.dayTable());
  }

  /** The columns of dimensions, separated by commas. */
  String dimensions() {
    return dimensions("");
  }

  /** The same with an alias such as {@code d.}. */
  String dimensions(String alias) {
    return ledger.dimensions().keySet().stream()
        .map(key -> alias + quote(key))
        .collect(Collectors.joining(", "));
  }

  /** Definitions such as {@code "product" uuid}. */
  String dimensionTypes() {
    return ledger.dimensions().values().stream()
        .map(dimension -> quote(dimension.key()) + " " + dimension.kind().column())
        .collect(Collectors.joining(", "));
  }

  /** The same dimensions on both sides; those that may be empty do not use an index. */
  String same(String a, String b) {
    return ledger.dimensions().values().stream()
        .map(dimension ->
            (dimension.optional() ? "%s.%s IS NOT DISTINCT FROM %s.%s" : "%s.%s = %s.%s")
                .formatted(a, quote(dimension.key()), b, quote(dimension.key())))
        .collect(Collectors.joining(" AND "));
  }

  /** Something for each account, separated by commas. */
  String accounts(Function<String, String> each) {
    return ledger.accounts().keySet().stream()
        .map(key -> each.apply(quote(key)))
        .collect(Collectors.joining(", "));
  }

  /** Something for each account, with the account. */
  String eachAccount(Function<Account, String> each) {
    return ledger.accounts().values().stream().map(each).collect(Collectors.joining(", "));
  }

  String accountTypes() {
    return accounts(key -> key + " numeric");
  }

  /** Adds rows of dimensions and accounts to balances, in the order everybody locks them in. */
  String upsertBalances(String rows) {
    return """
        INSERT INTO %1$s AS b (%2$s, %3$s)
          %4$s ORDER BY %2$s
          ON CONFLICT (%2$s) DO UPDATE SET %5$s RETURNING b.*\
    """
        .formatted(balances(), dimensions(), accounts(key -> key), rows, added());
  }

  /** Adds rows of dimensions, day and accounts to days. */
  String upsertDays(String rows) {
    return """
        INSERT INTO %1$s AS b (%2$s, _day, %3$s)
          %4$s ORDER BY %2$s, _day
          ON CONFLICT (%2$s, _day) DO UPDATE SET %5$s\
    """
        .formatted(days(), dimensions(), accounts(key -> key), rows, added());
  }

  private String added() {
    return accounts(key -> key + " = b." + key + " + excluded." + key);
  }

  /** A formula over the accounts of an alias; empty counts as zero. */
  static String formula(Formula formula, String alias) {
    return "COALESCE(" + inlined(formula.toSql(Ledger.columns(alias), TIMELESS)) + ", 0)";
  }

  /** An account or a value of an alias. */
  String figure(String key, String alias) {
    LedgerValue value = ledger.values().get(key);
    return value == null
        ? alias + "." + quote(key)
        : "round(" + formula(value.formula(), alias) + ", " + value.scale() + ")";
  }

  /** A fragment whose binds stand in its text, for functions, which have none. */
  private static String inlined(SqlFragment fragment) {
    StringBuilder text = new StringBuilder();
    int bind = 0;
    for (char each : fragment.text().toCharArray()) {
      if (each == '?') {
        text.append(literal(fragment.binds().get(bind++)));
      } else {
        text.append(each);
      }
    }
    return text.toString();
  }

  /** A constant as SQL. */
  static String literal(@Nullable Object value) {
    return switch (value) {
      case null -> "NULL";
      case BigDecimal number -> "'" + number.toPlainString() + "'";
      default -> "'" + value.toString().replace("'", "''") + "'";
    };
  }

  /** A text as an SQL constant that no backslash setting changes. */
  static String texts(List<String> values) {
    return values.stream().map(LedgerSql::literal).collect(Collectors.joining(", "));
  }
}
