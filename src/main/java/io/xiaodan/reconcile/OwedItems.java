package io.xiaodan.reconcile;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.platform.Workspace;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads what is owed and what came in, for those who may know all of it. */
@Component
class OwedItems {

  private final JdbcTemplate database;
  private final Workspace workspace;
  private final Clock clock;

  OwedItems(JdbcTemplate database, Workspace workspace, Clock clock) {
    this.database = database;
    this.workspace = workspace;
    this.clock = clock;
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), workspace.zone());
  }

  OwedSql sql(Blueprint blueprint, Receivables of) {
    return new OwedSql(blueprint, workspace, Environment.of(clock.instant(), workspace.zone()), of);
  }

  /**
   * What is open as of a day; an item that was paid too much is open below zero.
   *
   * @param customer of whom; null for everybody
   */
  List<Owed> open(Blueprint blueprint, Receivables of, LocalDate asOf, @Nullable UUID customer) {
    return items(blueprint, of, asOf, customer, " AND i.amount <> coalesce(r.received, 0)");
  }

  /** What was ever owed by a customer, settled or not. */
  List<Owed> all(Blueprint blueprint, Receivables of, LocalDate asOf, UUID customer) {
    return items(blueprint, of, asOf, customer, "");
  }

  private List<Owed> items(
      Blueprint blueprint,
      Receivables of,
      LocalDate asOf,
      @Nullable UUID customer,
      String condition) {
    OwedSql sql = sql(blueprint, of);
    SqlFragment items = sql.items(asOf);
    SqlFragment shares = sql.shares(asOf);
    SqlFragment invoices = sql.invoiceNumbers();
    List<@Nullable Object> binds = new ArrayList<>(items.binds());
    binds.addAll(shares.binds());
    if (invoices != null) {
      binds.addAll(invoices.binds());
    }
    binds.add(customer);
    binds.add(customer);
    return database.query(
        "SELECT i.*, coalesce(r.received, 0) AS received, "
            + (invoices == null ? "NULL::text[]" : "n.numbers")
            + " AS numbers FROM ("
            + items.text()
            + ") i LEFT JOIN (SELECT s.item, sum(s.share + s.let_go) AS received FROM ("
            + shares.text()
            + ") s GROUP BY 1) r ON r.item = i.id"
            + (invoices == null ? "" : " LEFT JOIN (" + invoices.text() + ") n ON n.item = i.id")
            + " WHERE (?::uuid IS NULL OR i.customer = ?::uuid) AND i.customer IS NOT NULL AND i.amount IS NOT NULL"
            + condition
            + " ORDER BY i.due, i.since, i.id",
        (row, number) -> owed(row),
        binds.toArray());
  }

  private static Owed owed(ResultSet row) throws SQLException {
    UUID id = Objects.requireNonNull(row.getObject("id", UUID.class));
    List<String> references = new ArrayList<>();
    texts(row, "references_", references);
    texts(row, "numbers", references);
    String title = row.getString("title");
    LocalDate since = Objects.requireNonNull(row.getObject("since", LocalDate.class));
    LocalDate due = row.getObject("due", LocalDate.class);
    return new Owed(
        id,
        title == null ? id.toString() : title,
        Objects.requireNonNull(row.getObject("customer", UUID.class)),
        since,
        due == null ? since : due,
        row.getObject("delivered", LocalDate.class),
        Objects.requireNonNull(row.getBigDecimal("amount")),
        Objects.requireNonNull(row.getBigDecimal("received")),
        Objects.requireNonNull(row.getBigDecimal("deposit")),
        references);
  }

  private static void texts(ResultSet row, String column, List<String> into) throws SQLException {
    Array array = row.getArray(column);
    if (array != null) {
      Arrays.stream((Object[]) array.getArray())
          .filter(Objects::nonNull)
          .map(Object::toString)
          .forEach(into::add);
    }
  }

  /**
   * A receipt.
   *
   * @param letGo differences that were let go with it
   */
  record Receipt(
      UUID id,
      @Nullable UUID customer,
      BigDecimal amount,
      BigDecimal letGo,
      LocalDate day,
      @Nullable String number) {}

  /** Receipts by a day, the oldest first. */
  List<Receipt> receipts(
      Blueprint blueprint, Receivables of, LocalDate asOf, @Nullable UUID customer) {
    SqlFragment receipts = sql(blueprint, of).receipts(asOf);
    SqlFragment shares = sql(blueprint, of).shares(asOf);
    List<@Nullable Object> binds = new ArrayList<>(receipts.binds());
    binds.addAll(shares.binds());
    binds.add(customer);
    binds.add(customer);
    return database.query(
        "SELECT c.*, coalesce(g.let_go, 0) AS let_go FROM ("
            + receipts.text()
            + ") c LEFT JOIN (SELECT s.receipt, sum(s.let_go) AS let_go FROM ("
            + shares.text()
            + ") s GROUP BY 1) g ON g.receipt = c.id WHERE (?::uuid IS NULL OR c.customer = ?::uuid) ORDER BY c.day, c.id",
        (row, number) ->
            new Receipt(
                Objects.requireNonNull(row.getObject("id", UUID.class)),
                row.getObject("customer", UUID.class),
                Objects.requireNonNull(row.getBigDecimal("amount")),
                Objects.requireNonNull(row.getBigDecimal("let_go")),
                Objects.requireNonNull(row.getObject("day", LocalDate.class)),
                row.getString("number")),
        binds.toArray());
  }

  /** What has come in for items, by item. */
  Map<UUID, BigDecimal> received(Blueprint blueprint, Receivables of, List<UUID> items) {
    SqlFragment shares = sql(blueprint, of).shares(LocalDate.of(9999, 12, 31));
    List<@Nullable Object> binds = new ArrayList<>(shares.binds());
    binds.add(items.stream().map(UUID::toString).toArray(String[]::new));
    Map<UUID, BigDecimal> received = new LinkedHashMap<>();
    items.forEach(item -> received.put(item, BigDecimal.ZERO));
    database.query(
        "SELECT s.item, sum(s.share + s.let_go) AS received FROM ("
            + shares.text()
            + ") s WHERE s.item = ANY (?::uuid[]) GROUP BY 1",
        row -> {
          received.put(
              Objects.requireNonNull(row.getObject("item", UUID.class)),
              Objects.requireNonNull(row.getBigDecimal("received")));
        },
        binds.toArray());
    return received;
  }

  /** Names of customers by id. */
  Map<UUID, String> names(Receivables of, List<UUID> customers) {
    Map<UUID, String> names = new LinkedHashMap<>();
    database.query(
        "SELECT id, "
            + Workspace.quote(of.customers().form().title())
            + "::text AS name FROM "
            + workspace.table(of.customers().form().table())
            + " WHERE id = ANY (?::uuid[])",
        row -> {
          String name = row.getString("name");
          names.put(
              Objects.requireNonNull(row.getObject("id", UUID.class)), name == null ? "" : name);
        },
        (Object) customers.stream().map(UUID::toString).toArray(String[]::new));
    return names;
  }
}
