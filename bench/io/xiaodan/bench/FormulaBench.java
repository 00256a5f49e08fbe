package io.xiaodan.bench;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.SqlNames;
import io.xiaodan.expression.SqlRows;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.Values;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Formulas of the order app, evaluated by the server beside the same written in Java by hand, and
 * one condition as SQL over 300,000 rows beside the same SQL written by hand.
 */
final class FormulaBench {

  private static final int ROWS = 300_000;
  private static final int ROUNDS = 9;
  private static final int BATCH = 200_000;

  private static final Environment NOW =
      Environment.of(Instant.parse("2026-03-01T01:00:00Z"), ZoneId.of("Asia/Shanghai"));

  private static final Schema LINE =
      Schema.of(
          Map.of(
              "quantity", ValueType.NUMBER, "price", ValueType.NUMBER, "amount", ValueType.NUMBER));

  private static final Schema ORDER =
      Schema.of(
          Map.of(
              "amount",
              ValueType.NUMBER,
              "status",
              ValueType.TEXT,
              "paid",
              ValueType.NUMBER,
              "lines",
              new ValueType.ListOf(new ValueType.RecordOf("lines", LINE))));

  /** Keeps results alive, so that the compiler of the JVM cannot leave the work out. */
  private static int sink;

  private FormulaBench() {}

  public static void main(String[] arguments) throws Exception {
    line();
    sum();
    status();
    condition();
  }

  private static void line() {
    Values values =
        Values.of(Map.of("quantity", new BigDecimal("1.5"), "price", new BigDecimal("199.90")));
    both(
        "-line",
        "ROUND(quantity * price, 2)",
        LINE,
        values,
        row ->
            number(row, "quantity")
                .multiply(number(row, "price"))
                .setScale(2, RoundingMode.HALF_UP));
  }

  private static void sum() {
    List<Values> lines =
        List.of(
            Values.of(Map.of("amount", new BigDecimal("37.50"))),
            Values.of(Map.of("amount", new BigDecimal("88.00"))),
            Values.of(Map.of("amount", new BigDecimal("299.85"))));
    both(
        "-sum",
        "SUM(lines.amount)",
        ORDER,
        Values.of(Map.of("lines", lines)),
        order -> {
          BigDecimal sum = BigDecimal.ZERO;
          for (Object row : (List<?>) Objects.requireNonNull(order.get("lines"))) {
            sum = sum.add(number((Values) row, "amount"));
          }
          return sum;
        });
  }

  private static void status() {
    both(
        "-status",
        "IFS(status = \"cancelled\", \"已取消\", paid >= amount, \"已结清\", paid > 0, \"部分回款\", TRUE, \"未付\")",
        ORDER,
        Values.of(
            Map.of(
                "status", "approved",
                "paid", new BigDecimal("10.00"),
                "amount", new BigDecimal("5000.00"))),
        order -> {
          if ("cancelled".equals(order.get("status"))) {
            return "已取消";
          }
          BigDecimal paid = number(order, "paid");
          if (paid.compareTo(number(order, "amount")) >= 0) {
            return "已结清";
          }
          return paid.signum() > 0 ? "部分回款" : "未付";
        });
  }

  private static BigDecimal number(Values values, String key) {
    return (BigDecimal) Objects.requireNonNull(values.get(key));
  }

  private static void both(
      String variant,
      String text,
      Schema schema,
      Values values,
      Function<Values, @Nullable Object> byHand) {
    Formula formula = Formula.compile(text, schema);
    Object result = Objects.requireNonNull(formula.evaluate(values, NOW));
    if (!result.equals(byHand.apply(values))) {
      throw new IllegalStateException(
          text + " gives " + result + ", by hand " + byHand.apply(values));
    }
    Latencies ours = new Latencies();
    Latencies hand = new Latencies();
    for (int round = 0; round < ROUNDS; round++) {
      hand.add(batch(byHand, values));
      ours.add(batch(row -> formula.evaluate(row, NOW), values));
    }
    double perSecond = BATCH * 1e3 / ours.millis(0.5);
    double byHandPerSecond = BATCH * 1e3 / hand.millis(0.5);
    System.out.printf(
        Locale.ROOT,
        "%-10s %7.0f ns  by hand %7.0f ns  %s%n",
        variant.substring(1),
        1e9 / perSecond,
        1e9 / byHandPerSecond,
        text);
    Table.line("formula" + variant, perSecond, byHandPerSecond, 0, "");
  }

  private static long batch(Function<Values, @Nullable Object> evaluated, Values values) {
    long started = System.nanoTime();
    for (int i = 0; i < BATCH; i++) {
      sink += Objects.hashCode(evaluated.apply(values));
    }
    return System.nanoTime() - started;
  }

  /** The condition of a list, as the formula language writes it and as a person would. */
  private static void condition() throws Exception {
    Formula formula =
        Formula.compile("amount >= 5000 and status = \"approved\"", ORDER, ValueType.BOOLEAN);
    SqlFragment filter = formula.toSqlFilter(new Columns(), NOW);
    try (BenchServer server = BenchServer.fresh();
        Connection connection = server.connect()) {
      try (var statement = connection.createStatement()) {
        statement.execute("CREATE TEMP TABLE bench_rows (amount numeric, status text)");
        statement.execute(
            "INSERT INTO bench_rows SELECT (n * 37) % 10000, CASE n % 3 WHEN 0 THEN 'approved' ELSE 'pending' END FROM generate_series(1, "
                + ROWS
                + ") n");
        statement.execute("ANALYZE bench_rows");
      }
      SqlFragment plain =
          SqlFragment.of("r.amount >= ? AND r.status = ?", new BigDecimal("5000"), "approved");
      if (counted(connection, filter) != counted(connection, plain)) {
        throw new IllegalStateException("the condition counts other rows than by hand");
      }
      Latencies ours = new Latencies();
      Latencies hand = new Latencies();
      for (int round = 0; round < ROUNDS; round++) {
        hand.add(timed(connection, plain));
        ours.add(timed(connection, filter));
      }
      Table.line(
          "formula-sql", 1e3 / ours.millis(0.5), 1e3 / hand.millis(0.5), ours.millis(0.99), "");
    }
  }

  private static long timed(Connection connection, SqlFragment condition) throws SQLException {
    long started = System.nanoTime();
    sink += (int) counted(connection, condition);
    return System.nanoTime() - started;
  }

  private static long counted(Connection connection, SqlFragment condition) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT count(*) FROM bench_rows r WHERE " + condition.text())) {
      for (int i = 0; i < condition.binds().size(); i++) {
        statement.setObject(i + 1, condition.binds().get(i));
      }
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static final class Columns implements SqlNames {
    @Override
    public SqlFragment column(Path path) {
      return SqlFragment.of("r." + path);
    }

    @Override
    public SqlRows rows(Path path) {
      throw new IllegalArgumentException("no rows at " + path);
    }
  }
}
