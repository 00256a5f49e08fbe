package io.xiaodan.expression.sql;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.SqlNames;
import io.xiaodan.expression.SqlRows;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.check.Typed;
import io.xiaodan.expression.function.Accepts;
import io.xiaodan.expression.sql.SqlRule.Use;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes the parts of a formula as SQL. */
public final class SqlWriter {

  /** An id as PostgreSQL writes it; any other spelling is a different text. */
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final SqlNames root;
  private final Optional<SqlNames> entry;
  private final Environment environment;

  private SqlWriter(SqlNames root, Optional<SqlNames> entry, Environment environment) {
    this.root = root;
    this.entry = entry;
    this.environment = environment;
  }

  public static SqlWriter of(SqlNames names, Environment environment) {
    return new SqlWriter(names, Optional.empty(), environment);
  }

  public Environment environment() {
    return environment;
  }

  public SqlFragment value(Typed tree) {
    return write(tree, Use.VALUE);
  }

  public SqlFragment write(Typed tree, Use use) {
    return switch (tree) {
      case Typed.Constant constant -> SqlConstants.of(constant);
      case Typed.Read read -> names(read).column(read.path());
      case Typed.Each each -> sub("ARRAY(SELECT {0} FROM {1} WHERE {2})", each);
      case Typed.Call call -> rule(call).write(call, this, use);
    };
  }

  private SqlNames names(Typed.Read read) {
    return switch (read.scope()) {
      case ROOT -> root;
      case ENTRY -> entry.orElseThrow();
    };
  }

  private static SqlRule rule(Typed.Call call) {
    return call.function()
        .sql()
        .orElseThrow(() -> new NotInSql(call.function().name(), call.span()));
  }

  public List<SqlFragment> arguments(Typed.Call call) {
    return call.arguments().stream().map(this::value).toList();
  }

  /** Values that are all ids, one of them read from the record, as ids; empty for others. */
  Optional<List<SqlFragment>> identifiers(List<Typed> values) {
    List<SqlFragment> ids =
        values.stream().map(this::identifier).flatMap(Optional::stream).toList();
    return ids.size() == values.size() && values.stream().anyMatch(Typed.Read.class::isInstance)
        ? Optional.of(ids)
        : Optional.empty();
  }

  private Optional<SqlFragment> identifier(Typed value) {
    return switch (value) {
      case Typed.Read read -> names(read).identifier(read.path());
      case Typed.Constant(String text, _, _) when ID.matcher(text).matches() ->
          Optional.of(SqlFragment.of("?::uuid", text));
      default -> Optional.empty();
    };
  }

  public SqlFragment fill(String template, Typed.Call call) {
    return SqlText.fill(template, arguments(call));
  }

  /** A condition that is TRUE or FALSE, never NULL; or in a filter, possibly NULL. */
  public SqlFragment condition(Typed tree, Use use) {
    SqlFragment written = write(tree, use);
    return use == Use.FILTER || isNeverEmpty(tree)
        ? written
        : SqlText.fill("COALESCE({0}, FALSE)", written);
  }

  /** Fields may be empty, and so may a choice between values; no other condition is. */
  private static boolean isNeverEmpty(Typed tree) {
    return switch (tree) {
      case Typed.Constant constant -> constant.value() != null;
      case Typed.Read read -> false;
      case Typed.Each each -> false;
      case Typed.Call call -> call.function().signatures().getFirst().result() != Accepts.SAME;
    };
  }

  public SqlFragment conditions(String operator, List<Typed> conditions, Use use) {
    List<SqlFragment> parts = conditions.stream().map(each -> condition(each, use)).toList();
    return SqlText.fill("({0})", SqlText.join(operator, parts));
  }

  public SqlFragment not(Typed condition) {
    return SqlText.fill("(NOT {0})", condition(condition, Use.VALUE));
  }

  public SqlFragment every(List<Typed> conditions, Use use) {
    return quantified(
        " AND ", "COALESCE((SELECT bool_and({0}) FROM {1} WHERE {2}), TRUE)", conditions, use);
  }

  public SqlFragment some(List<Typed> conditions, Use use) {
    return quantified(
        " OR ", "COALESCE((SELECT bool_or({0}) FROM {1} WHERE {2}), FALSE)", conditions, use);
  }

  private SqlFragment quantified(String operator, String sub, List<Typed> conditions, Use use) {
    List<SqlFragment> parts =
        conditions.stream()
            .map(each ->
                each instanceof Typed.Each list ? quantified(sub, list) : condition(each, use))
            .toList();
    return SqlText.fill("({0})", SqlText.join(operator, parts));
  }

  private SqlFragment quantified(String sub, Typed.Each list) {
    SqlRows rows = root.rows(list.source());
    return SqlText.fill(
        sub, inside(rows).condition(list.body(), Use.VALUE), rows.from(), rows.where());
  }

  /**
   * A sub-select over the entries of a list: {0} is the body, {1} the rows, {2} their condition.
   */
  SqlFragment sub(String template, Typed.Each each) {
    SqlRows rows = root.rows(each.source());
    return SqlText.fill(template, inside(rows).value(each.body()), rows.from(), rows.where());
  }

  private SqlWriter inside(SqlRows rows) {
    return new SqlWriter(root, Optional.of(rows.names()), environment);
  }

  public SqlFragment isEmpty(Typed value) {
    if (value instanceof Typed.Each each) {
      SqlRows rows = root.rows(each.source());
      return SqlText.fill("(NOT EXISTS (SELECT FROM {0} WHERE {1}))", rows.from(), rows.where());
    }
    return SqlText.fill("({0} IS NULL)", value(value));
  }

  public SqlFragment coalesce(List<Typed> values) {
    return SqlText.fill(
        "COALESCE({0})", SqlText.join(", ", values.stream().map(this::value).toList()));
  }

  public SqlFragment in(Typed value, List<Typed> choices, Use use) {
    Optional<List<SqlFragment>> ids =
        identifiers(Stream.concat(Stream.of(value), choices.stream()).toList());
    if (ids.isPresent()) {
      List<SqlFragment> all = ids.get();
      SqlFragment among =
          SqlText.fill(
              "({0} IN ({1}))", all.getFirst(), SqlText.join(", ", all.subList(1, all.size())));
      return use == Use.FILTER ? among : SqlText.fill("COALESCE({0}, FALSE)", among);
    }
    List<SqlFragment> single =
        choices.stream().filter(each -> !(each instanceof Typed.Each)).map(this::value).toList();
    Stream<SqlFragment> lists =
        choices.stream()
            .filter(Typed.Each.class::isInstance)
            .map(each -> sub("SELECT {0} FROM {1} WHERE {2}", (Typed.Each) each));
    Stream<SqlFragment> singles =
        single.isEmpty() ? Stream.of() : Stream.of(SqlText.join(", ", single));
    List<SqlFragment> tests =
        Stream.concat(singles, lists)
            .map(set -> SqlText.fill("{0} IN ({1})", value(value), set))
            .toList();
    SqlFragment any = SqlText.join(" OR ", tests);
    return SqlText.fill(use == Use.FILTER ? "({0})" : "COALESCE(({0}), FALSE)", any);
  }

  /** Conditions and values in turn, then the value for the rest. */
  public SqlFragment cases(List<Typed> parts) {
    var cases = new Cases(SqlFragment.of("CASE"));
    for (int i = 0; i + 1 < parts.size(); i += 2) {
      cases.when(condition(parts.get(i), Use.FILTER), value(parts.get(i + 1)));
    }
    return parts.size() % 2 == 1 ? cases.otherwise(value(parts.getLast())) : cases.end();
  }

  /** A value, then keys and results in turn, then the default. */
  public SqlFragment switchOn(List<Typed> parts) {
    var cases = new Cases(SqlText.fill("CASE {0}", value(parts.getFirst())));
    for (int i = 1; i + 1 < parts.size(); i += 2) {
      cases.when(value(parts.get(i)), value(parts.get(i + 1)));
    }
    return cases.otherwise(value(parts.getLast()));
  }

  /** Plain texts one after the other; NULL when nothing is left. */
  public SqlFragment joined(List<Typed> parts) {
    List<SqlFragment> texts =
        parts.stream().map(part -> SqlText.fill("COALESCE({0}, '')", plain(part))).toList();
    return SqlText.fill("NULLIF({0}, '')", SqlText.join(" || ", texts));
  }

  /** The plain text of a value. */
  SqlFragment plain(Typed value) {
    ValueType type = value.type();
    if (type == ValueType.TEXT) {
      return value(value);
    }
    if (type == ValueType.DATETIME) {
      return SqlText.fill("xiaodan.plain({0} AT TIME ZONE {1})", value(value), zone());
    }
    return SqlText.fill("xiaodan.plain({0})", value(value));
  }

  public SqlFragment sum(List<Typed> values) {
    return Totals.sum(values, this);
  }

  public SqlFragment average(List<Typed> values) {
    return Totals.average(values, this);
  }

  public SqlFragment count(List<Typed> values) {
    return Totals.count(values, this);
  }

  /** {@code MIN} or {@code MAX}. */
  public SqlFragment extreme(String name, List<Typed> values) {
    return Totals.extreme(name, values, this);
  }

  public SqlFragment now() {
    return SqlConstants.moment(environment.now());
  }

  public SqlFragment today() {
    return SqlText.fill("({0} AT TIME ZONE {1})::date", now(), zone());
  }

  public SqlFragment dateOf(Typed moment) {
    return SqlText.fill("({0} AT TIME ZONE {1})::date", value(moment), zone());
  }

  SqlFragment zone() {
    return SqlFragment.of("?::text", environment.zone().getId());
  }

  /** SQL that is never asked for. */
  public SqlFragment none() {
    throw new IllegalStateException();
  }
}
