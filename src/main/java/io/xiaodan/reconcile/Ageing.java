package io.xiaodan.reconcile;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** How old what is owed is 账龄, by any base date, in any buckets, as of any day. */
@Component
public class Ageing {

  private static final int MOST_BUCKETS = 12;

  private final Desk desk;
  private final OwedItems owed;
  private final JdbcTemplate database;

  Ageing(Desk desk, OwedItems owed, JdbcTemplate database) {
    this.desk = desk;
    this.owed = owed;
    this.database = database;
  }

  /**
   * What is asked.
   *
   * @param asOf the day; null for today
   * @param base {@code due}, {@code date} or {@code delivered}; null for the workspace's
   * @param buckets last day of each, rising; empty for the workspace's
   */
  public record Question(@Nullable LocalDate asOf, @Nullable String base, List<Integer> buckets) {}

  /**
   * A customer's part.
   *
   * @param buckets amounts: not due, each bucket, older
   * @param unapplied what was paid ahead 预收
   * @param balance what is owed less what was paid ahead
   */
  public record Row(
      UUID customer,
      String name,
      @JsonSerialize(contentUsing = ToStringSerializer.class) List<BigDecimal> buckets,
      long items,
      @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal unapplied,
      @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal balance) {}

  /**
   * The answer.
   *
   * @param bounds last day of each bucket but the first and the last
   * @param dso receivables ÷ sales of the days before × days; null without sales
   */
  public record Answer(
      LocalDate asOf,
      String base,
      List<Integer> bounds,
      List<Row> rows,
      @JsonSerialize(contentUsing = ToStringSerializer.class) List<BigDecimal> totals,
      @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal unapplied,
      @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal balance,
      @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal sales,
      int days,
      @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal dso) {}

  /**
   * Answers, the largest balance first.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid for buckets that do not rise or an unknown
   *     base; forbidden
   */
  public Answer ask(Actor actor, Question question) {
    Desk.Open open = desk.open(actor);
    Receivables.Ages ages = open.of().ages();
    LocalDate asOf = question.asOf() == null ? owed.today() : question.asOf();
    String base = question.base() == null ? ages.base() : question.base();
    List<Integer> bounds = question.buckets().isEmpty() ? ages.buckets() : question.buckets();
    check(base, bounds);
    Map<UUID, Gathered> gathered = gather(open, asOf, base, bounds);
    Map<UUID, String> names = owed.names(open.of(), List.copyOf(gathered.keySet()));
    List<Row> rows = new ArrayList<>();
    BigDecimal[] totals = zeros(bounds.size() + 2);
    BigDecimal ahead = BigDecimal.ZERO;
    for (Map.Entry<UUID, Gathered> one : gathered.entrySet()) {
      Gathered of = one.getValue();
      BigDecimal sum = BigDecimal.ZERO;
      for (int i = 0; i < totals.length; i++) {
        totals[i] = totals[i].add(of.buckets[i]);
        sum = sum.add(of.buckets[i]);
      }
      ahead = ahead.add(of.ahead);
      if (sum.signum() != 0 || of.ahead.signum() != 0) {
        rows.add(
            new Row(
                one.getKey(),
                names.getOrDefault(one.getKey(), ""),
                List.of(of.buckets),
                of.items,
                of.ahead,
                sum.subtract(of.ahead)));
      }
    }
    rows.sort(Comparator.comparing(Row::balance).reversed().thenComparing(Row::name));
    BigDecimal receivable = Arrays.stream(totals).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal sales = sales(open, asOf, ages.days());
    BigDecimal dso =
        sales.signum() <= 0
            ? null
            : receivable
                .multiply(BigDecimal.valueOf(ages.days()))
                .divide(sales, 1, RoundingMode.HALF_UP);
    return new Answer(
        asOf,
        base,
        bounds,
        rows,
        List.of(totals),
        ahead,
        receivable.subtract(ahead),
        sales,
        ages.days(),
        dso);
  }

  private static void check(String base, List<Integer> bounds) {
    boolean rising = bounds.size() <= MOST_BUCKETS && bounds.getFirst() > 0;
    for (int i = 1; i < bounds.size(); i++) {
      rising &= bounds.get(i) > bounds.get(i - 1);
    }
    if (!rising) {
      throw Problem.invalid(List.of(Violation.at("buckets", Message.of("reconcile.buckets"))))
          .exception();
    }
    if (!List.of("due", "date", "delivered").contains(base)) {
      throw Problem.invalid(List.of(Violation.at("base", Message.of("reconcile.base"))))
          .exception();
    }
  }

  private static final class Gathered {
    private final BigDecimal[] buckets;
    private BigDecimal ahead = BigDecimal.ZERO;
    private long items;

    Gathered(int size) {
      buckets = zeros(size);
    }
  }

  private static BigDecimal[] zeros(int size) {
    BigDecimal[] zeros = new BigDecimal[size];
    Arrays.fill(zeros, BigDecimal.ZERO);
    return zeros;
  }

  private Map<UUID, Gathered> gather(
      Desk.Open open, LocalDate asOf, String base, List<Integer> bounds) {
    OwedSql sql = owed.sql(open.blueprint(), open.of());
    SqlFragment items = sql.items(asOf);
    SqlFragment shares = sql.shares(asOf);
    String from =
        switch (base) {
          case "date" -> "i.since";
          case "delivered" -> "coalesce(i.delivered, i.since)";
          default -> "i.due";
        };
    List<@Nullable Object> binds = new ArrayList<>();
    binds.add(asOf);
    binds.add(firstDays(bounds));
    binds.addAll(items.binds());
    binds.addAll(shares.binds());
    Map<UUID, Gathered> all = new LinkedHashMap<>();
    database.query(
        "SELECT i.customer, width_bucket(?::date - "
            + from
            + ", ?::int[]) AS bucket, sum(i.amount - coalesce(r.received, 0)) AS open, count(*) AS items FROM ("
            + items.text()
            + ") i LEFT JOIN (SELECT s.item, sum(s.share + s.let_go) AS received FROM ("
            + shares.text()
            + ") s GROUP BY 1) r ON r.item = i.id WHERE i.customer IS NOT NULL AND i.amount <> coalesce(r.received, 0) GROUP BY 1, 2",
        row -> {
          Gathered one =
              all.computeIfAbsent(
                  Objects.requireNonNull(row.getObject("customer", UUID.class)),
                  _ -> new Gathered(bounds.size() + 2));
          int bucket = row.getInt("bucket");
          one.buckets[bucket] = one.buckets[bucket].add(row.getBigDecimal("open"));
          one.items += row.getLong("items");
        },
        binds.toArray());
    ahead(sql, asOf, bounds.size() + 2, all);
    return all;
  }

  /** The first day of each bucket: what is not due stands before the first. */
  private static Integer[] firstDays(List<Integer> bounds) {
    Integer[] first = new Integer[bounds.size() + 1];
    first[0] = 1;
    for (int i = 0; i < bounds.size(); i++) {
      first[i + 1] = bounds.get(i) + 1;
    }
    return first;
  }

  private void ahead(OwedSql sql, LocalDate asOf, int size, Map<UUID, Gathered> all) {
    SqlFragment receipts = sql.receipts(asOf);
    SqlFragment shares = sql.shares(asOf);
    List<@Nullable Object> binds = new ArrayList<>(receipts.binds());
    binds.addAll(shares.binds());
    database.query(
        "SELECT c.customer, sum(c.amount - coalesce(g.given, 0)) AS ahead FROM ("
            + receipts.text()
            + ") c LEFT JOIN (SELECT s.receipt, sum(s.share) AS given FROM ("
            + shares.text()
            + ") s GROUP BY 1) g ON g.receipt = c.id WHERE c.customer IS NOT NULL GROUP BY 1 HAVING sum(c.amount - coalesce(g.given, 0)) <> 0",
        row -> {
          all.computeIfAbsent(
                      Objects.requireNonNull(row.getObject("customer", UUID.class)),
                      _ -> new Gathered(size))
                  .ahead =
              Objects.requireNonNull(row.getBigDecimal("ahead"));
        },
        binds.toArray());
  }

  private BigDecimal sales(Desk.Open open, LocalDate asOf, int days) {
    SqlFragment items = owed.sql(open.blueprint(), open.of()).items(asOf);
    List<@Nullable Object> binds = new ArrayList<>(items.binds());
    binds.add(asOf.minusDays(days));
    BigDecimal sales =
        database.queryForObject(
            "SELECT coalesce(sum(i.amount), 0) FROM (" + items.text() + ") i WHERE i.since > ?",
            BigDecimal.class,
            binds.toArray());
    return sales == null ? BigDecimal.ZERO : sales;
  }
}
