package io.xiaodan.planning;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.form.FormNames;
import io.xiaodan.planning.engine.Component;
import io.xiaodan.platform.Workspace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads bills of materials: of several of a product the latest that holds. */
final class BillReader {

  private static final int SCALE = 9;

  private final Blueprint blueprint;
  private final Workspace workspace;
  private final JdbcTemplate database;
  private final Environment environment;
  private final LocalDate today;

  BillReader(
      Blueprint blueprint,
      Workspace workspace,
      JdbcTemplate database,
      Environment environment,
      LocalDate today) {
    this.blueprint = blueprint;
    this.workspace = workspace;
    this.database = database;
    this.environment = environment;
    this.today = today;
  }

  /** Every line of every bill that holds. */
  List<Component> all(Planning.Bills in) {
    return read(in, null, null);
  }

  /** The bill of one product. */
  List<Component> of(Planning.Bills in, UUID product) {
    return read(in, product, null);
  }

  /** Every line of every bill but one. */
  List<Component> without(Planning.Bills in, UUID bill) {
    return read(in, null, bill);
  }

  private List<Component> read(Planning.Bills in, @Nullable UUID product, @Nullable UUID bill) {
    FormNames names = new FormNames(blueprint, workspace, in.form(), "t", FormNames.Seen.ALL);
    SqlFragment when =
        in.when() == null ? SqlFragment.of("TRUE") : in.when().toSqlFilter(names, environment);
    SqlFragment from = names.from();
    List<@Nullable Object> binds = new ArrayList<>(from.binds());
    binds.addAll(when.binds());
    String of = "t." + quote(in.product());
    String where = "t.deleted_at IS NULL AND %s IS NOT NULL AND %s".formatted(of, when.text());
    String order = "t.created_at DESC, t.id";
    if (in.since() != null) {
      String since = "t." + quote(in.since());
      where += " AND (%1$s IS NULL OR %1$s <= ?::date)".formatted(since);
      binds.add(today.toString());
      order = since + " DESC NULLS LAST, " + order;
    }
    if (product != null) {
      where += " AND " + of + " = ?";
      binds.add(product);
    }
    if (bill != null) {
      where += " AND t.id <> ?";
      binds.add(bill);
    }
    String text =
        "SELECT b.product, l.%s AS part, l.%s AS quantity, b.size, %s AS scrap FROM (SELECT DISTINCT ON (%s) t.id, %s AS product, %s AS size FROM %s WHERE %s ORDER BY %s, %s) b JOIN %s l ON l.parent = b.id WHERE l.%s IS NOT NULL AND l.%s > 0 ORDER BY b.product, l.position"
            .formatted(
                quote(in.part()),
                quote(in.quantity()),
                in.scrap() == null ? "0" : "coalesce(l." + quote(in.scrap()) + ", 0)",
                of,
                of,
                in.size() == null ? "1" : "t." + quote(in.size()),
                from.text(),
                where,
                of,
                order,
                workspace.table(in.lines().table()),
                quote(in.part()),
                quote(in.quantity()));
    return database.query(
        text,
        (row, number) ->
            new Component(
                Objects.requireNonNull(row.getObject("product", UUID.class)),
                Objects.requireNonNull(row.getObject("part", UUID.class)),
                each(
                    Objects.requireNonNull(row.getBigDecimal("quantity")),
                    row.getBigDecimal("size")),
                Objects.requireNonNull(row.getBigDecimal("scrap")).max(BigDecimal.ZERO)),
        binds.toArray());
  }

  /** How much one product takes, of lines that are for several. */
  static BigDecimal each(BigDecimal quantity, @Nullable BigDecimal size) {
    return size == null || size.signum() <= 0 || size.compareTo(BigDecimal.ONE) == 0
        ? quantity
        : quantity.divide(size, SCALE, RoundingMode.HALF_UP);
  }
}
