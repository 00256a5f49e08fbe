package io.xiaodan.planning;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.form.FormNames;
import io.xiaodan.ledger.LedgerTotals;
import io.xiaodan.planning.engine.Component;
import io.xiaodan.planning.engine.Demand;
import io.xiaodan.planning.engine.Material;
import io.xiaodan.planning.engine.Snapshot;
import io.xiaodan.planning.engine.Supply;
import io.xiaodan.planning.engine.WorkCalendar;
import io.xiaodan.platform.Workspace;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Reads everything a plan is made of. To be called within one transaction that sees one moment;
 * rows are streamed, so that no more is held than the plan needs.
 */
final class SnapshotReader {

  private static final int ROWS = 2_000;
  private static final BigDecimal LONGEST = BigDecimal.valueOf(730);

  private final Blueprint blueprint;
  private final Planning of;
  private final Workspace workspace;
  private final JdbcTemplate database;
  private final Environment environment;
  private final LocalDate today;
  private final Map<UUID, String> forms = new HashMap<>();
  private final Map<UUID, UUID> suppliers = new HashMap<>();
  private final List<Demand> demands = new ArrayList<>();
  private final List<Supply> supplies = new ArrayList<>();

  SnapshotReader(
      Blueprint blueprint,
      Planning of,
      Workspace workspace,
      JdbcTemplate database,
      Environment environment) {
    this.blueprint = blueprint;
    this.of = of;
    this.workspace = workspace;
    this.database = new JdbcTemplate(java.util.Objects.requireNonNull(database.getDataSource()));
    this.database.setFetchSize(ROWS);
    this.environment = environment;
    this.today = environment.now().atZone(environment.zone()).toLocalDate();
  }

  /**
   * What was read.
   *
   * @param forms the form of each record that wants or brings something
   * @param suppliers the usual supplier of materials
   */
  record Read(Snapshot snapshot, Map<UUID, String> forms, Map<UUID, UUID> suppliers) {}

  Read read() {
    List<Material> materials = materials();
    WorkCalendar calendar = of.workCalendar();
    for (Planning.Source each : of.supplies()) {
      read(each, row -> supplies.add(row.supply(calendar)));
    }
    for (Planning.Source each : of.demands()) {
      read(each, row -> demands.add(row.demand(each.parts())));
    }
    Snapshot snapshot =
        new Snapshot(today, calendar, of.period(), materials, components(), demands, supplies);
    return new Read(snapshot, forms, suppliers);
  }

  private List<Material> materials() {
    Planning.Materials in = of.materials();
    FormNames names = new FormNames(blueprint, workspace, in.form(), "t", FormNames.Seen.ALL);
    SqlFragment made =
        in.made() == null ? SqlFragment.of("FALSE") : in.made().toSql(names, environment);
    SqlFragment when = when(in.when(), names);
    SqlFragment stock =
        LedgerTotals.of(
            workspace, of.stock().ledger(), of.stock().figure(), List.of(of.stock().by()));
    List<@Nullable Object> binds = new ArrayList<>(made.binds());
    SqlFragment from = names.from();
    binds.addAll(from.binds());
    binds.addAll(stock.binds());
    binds.addAll(when.binds());
    boolean referred =
        in.supplier() != null
            && in.form()
                .field(in.supplier())
                .filter(one -> one.type().column().equals("uuid"))
                .isPresent();
    String text =
        "SELECT t.id, coalesce(%s, FALSE) AS made, %s AS safety, %s AS lead, %s AS minimum, %s AS multiple, %s AS supplier, coalesce(s.amount, 0) AS stock FROM %s LEFT JOIN (%s) s ON s.%s = t.id WHERE t.deleted_at IS NULL AND %s"
            .formatted(
                made.text(),
                column(in.safety()),
                column(in.lead()),
                column(in.minimum()),
                column(in.multiple()),
                referred
                    ? "t." + quote(java.util.Objects.requireNonNull(in.supplier()))
                    : "NULL::uuid",
                from.text(),
                stock.text(),
                quote(of.stock().by()),
                when.text());
    List<Material> all = new ArrayList<>();
    database.query(
        text,
        (RowCallbackHandler)
            row -> {
              UUID id = row.getObject("id", UUID.class);
              UUID supplier = row.getObject("supplier", UUID.class);
              if (supplier != null) {
                suppliers.put(id, supplier);
              }
              all.add(
                  new Material(
                      id,
                      row.getBoolean("made"),
                      row.getBigDecimal("stock"),
                      row.getBigDecimal("safety").max(BigDecimal.ZERO),
                      row.getBigDecimal("lead").max(BigDecimal.ZERO).min(LONGEST).intValue(),
                      row.getBigDecimal("minimum").max(BigDecimal.ZERO),
                      row.getBigDecimal("multiple").max(BigDecimal.ZERO)));
            },
        binds.toArray());
    return all;
  }

  private static String column(@Nullable String field) {
    return field == null ? "0" : "coalesce(t." + quote(field) + ", 0)";
  }

  private SqlFragment when(@Nullable Formula condition, io.xiaodan.expression.SqlNames names) {
    return condition == null ? SqlFragment.of("TRUE") : condition.toSqlFilter(names, environment);
  }

  /** A quantity of a source, less what has been done of it. */
  private record Line(
      UUID id,
      UUID record,
      UUID material,
      LocalDate day,
      BigDecimal quantity,
      BigDecimal amount,
      @Nullable LocalDate begin) {

    Demand demand(boolean parts) {
      return new Demand(id, record, material, day, quantity, amount, parts ? record : null);
    }

    Supply supply(WorkCalendar calendar) {
      int lead = begin == null ? 0 : calendar.between(begin, day);
      return new Supply(id, record, material, day, quantity, lead);
    }
  }

  private interface Lines {
    void take(Line line);
  }

  private void read(Planning.Source source, Lines lines) {
    SqlFragment query = query(source);
    Done done = new Done();
    database.query(
        query.text(),
        (RowCallbackHandler)
            row -> {
              UUID record = row.getObject("record", UUID.class);
              UUID material = row.getObject("material", UUID.class);
              BigDecimal whole = row.getBigDecimal("quantity");
              BigDecimal left = done.left(record, material, row.getBigDecimal("done"), whole);
              if (left.signum() > 0) {
                forms.put(record, source.form().key());
                BigDecimal amount = row.getBigDecimal("amount");
                lines.take(
                    new Line(
                        row.getObject("id", UUID.class),
                        record,
                        material,
                        row.getObject("day", LocalDate.class),
                        left,
                        left.compareTo(whole) == 0
                            ? amount
                            : amount
                                .multiply(left)
                                .divide(whole, 2, java.math.RoundingMode.HALF_UP),
                        row.getObject("begin", LocalDate.class)));
              }
            },
        query.binds().toArray());
  }

  /** What has been done of a record is taken from its earliest lines first. */
  private static final class Done {
    private @Nullable UUID record;
    private final Map<UUID, BigDecimal> rest = new LinkedHashMap<>();

    BigDecimal left(UUID of, UUID material, BigDecimal done, BigDecimal quantity) {
      if (!of.equals(record)) {
        record = of;
        rest.clear();
      }
      BigDecimal still = rest.getOrDefault(material, done);
      BigDecimal part = still.min(quantity).max(BigDecimal.ZERO);
      rest.put(material, still.subtract(part));
      return quantity.subtract(part);
    }
  }

  private SqlFragment query(Planning.Source source) {
    FormNames names = new FormNames(blueprint, workspace, source.form(), "t", FormNames.Seen.ALL);
    io.xiaodan.expression.SqlRows rows =
        source.lines() == null ? null : names.rows(new Path(List.of(source.lines().key())));
    io.xiaodan.expression.SqlNames fields = rows == null ? names : rows.names();
    SqlFragment day = source.date().toSql(fields, environment);
    SqlFragment when = when(source.when(), fields);
    String id = rows == null ? "t.id" : plain(fields, "id") + "::uuid";
    String material = plain(fields, source.material()) + "::uuid";
    String quantity = plain(fields, source.quantity());
    String amount =
        source.amount() == null ? "0" : "coalesce(" + plain(fields, source.amount()) + ", 0)";
    SqlFragment from = names.from();
    List<@Nullable Object> binds = new ArrayList<>(day.binds());
    binds.addAll(from.binds());
    String tables = from.text();
    if (rows != null) {
      tables += " JOIN " + rows.from().text() + " ON " + rows.where().text();
      binds.addAll(rows.from().binds());
      binds.addAll(rows.where().binds());
    }
    binds.addAll(when.binds());
    String inner =
        "SELECT %s AS id, t.id AS record, %s AS material, %s AS quantity, %s AS amount, %s AS day, %s AS begin FROM %s WHERE t.deleted_at IS NULL AND %s"
            .formatted(
                id,
                material,
                quantity,
                amount,
                day.text(),
                source.begin() == null ? "NULL::date" : "t." + quote(source.begin()),
                tables,
                when.text());
    String done = done(source, binds);
    binds.add(today.plusDays(of.days()).toString());
    return new SqlFragment(
        "SELECT x.*, %s AS done FROM (%s) x%s WHERE x.quantity > 0 AND x.material IS NOT NULL AND x.day IS NOT NULL AND x.day <= ?::date ORDER BY x.record, x.day, x.id"
            .formatted(source.done() == null ? "0" : "coalesce(d.amount, 0)", inner, done),
        binds);
  }

  private String done(Planning.Source source, List<@Nullable Object> binds) {
    Planning.Done done = source.done();
    if (done == null) {
      return "";
    }
    SqlFragment totals =
        LedgerTotals.of(
            workspace, done.ledger(), done.figure(), List.of(done.record(), done.material()));
    binds.addAll(totals.binds());
    return " LEFT JOIN (%s) d ON d.%s = x.record AND d.%s = x.material"
        .formatted(totals.text(), quote(done.record()), quote(done.material()));
  }

  /** A field without binds. */
  private static String plain(io.xiaodan.expression.SqlNames names, String field) {
    return names.column(new Path(List.of(field))).text();
  }

  /** Of several bills of a product the latest that holds today. */
  private List<Component> components() {
    return of.bills() == null ? List.of() : components(of.bills());
  }

  private List<Component> components(Planning.Bills in) {
    return new BillReader(blueprint, workspace, database, environment, today).all(in);
  }
}
