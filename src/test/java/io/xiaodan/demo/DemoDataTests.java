package io.xiaodan.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.identity.People;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import io.xiaodan.support.ServerTest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Demonstration data comes, and goes without a trace. */
@ServerTest
class DemoDataTests {

  @Autowired private DemoData demo;
  @Autowired private People people;
  @Autowired private Records records;
  @Autowired private Blueprints blueprints;
  @Autowired private JdbcTemplate database;
  @Autowired private Workspace workspace;

  @Test
  void leavesTheWorkspaceAsItWasButForWhatPeopleUse() throws Exception {
    Map<String, Long> before = rows();
    long created = count("event", "kind = 'created'");
    int staff = people.all().size();
    demo.load(true);
    awaitLoaded();
    DemoState loaded = demo.state();
    assertThat(loaded.records().get("customers")).isEqualTo(DemoPlan.CUSTOMERS);
    assertThat(loaded.records().get("orders")).isBetween(200, 600);
    assertThat(loaded.people()).hasSize(11);
    assertThat(count("task", "state = 'open' AND node = 'warehouse'")).isPositive();
    assertThat(count("task", "state = 'open' AND node = 'director'")).isPositive();
    demo.load(true);
    assertThat(demo.state()).isEqualTo(loaded);

    StoredRecord own = ownOrder();
    Map<String, Integer> kept = demo.wipe();
    assertThat(kept).containsOnlyKeys("customers", "products", "warehouses", "suppliers");
    assertThat(demo.state()).isEqualTo(DemoState.none());
    Caller caller = new Caller(blueprints.current(), Actor.system(Origin.API));
    assertThat(records.get(caller, "orders", own.id()).values())
        .containsEntry("order_no", own.values().get("order_no"));
    Map<String, Long> after = rows();
    assertThat(grown(before, after, "f_orders")).isEqualTo(1);
    assertThat(grown(before, after, "f_payments")).isEqualTo(0);
    assertThat(grown(before, after, "f_deliveries__lines")).isEqualTo(0);
    long left = kept.values().stream().mapToInt(Integer::intValue).sum() + 1L;
    assertThat(left).as("the order and what it leads to: %s", kept).isLessThan(8);
    // A ledger may have written once more what it keeps in the product that stays.
    assertThat(count("event", "kind = 'created'") - created).isEqualTo(left);
    assertThat(grown(before, after, "event")).isBetween(left, left + 1);
    assertThat(grown(before, after, "task")).isEqualTo(1);
    // Whoever entered the customer, the product, its warehouse and its supplier is still named by
    // them.
    assertThat(people.all()).hasSize(staff + 3);
  }

  private static long grown(Map<String, Long> before, Map<String, Long> after, String table) {
    return after.getOrDefault(table, 0L) - before.getOrDefault(table, 0L);
  }

  /** An order of somebody's own, for a customer and a product of the demonstration. */
  private StoredRecord ownOrder() {
    UUID customer = one("customers");
    UUID product = one("products");
    return records.create(
        new Caller(blueprints.current(), Actor.system(Origin.API)),
        "orders",
        Write.of(
            JsonMapper.shared()
                .valueToTree(
                    Map.of(
                        "customer",
                        customer.toString(),
                        "lines",
                        List.of(Map.of("product", product.toString(), "quantity", "1"))))));
  }

  private UUID one(String form) {
    return java.util.Objects.requireNonNull(
        database.queryForObject(
            "SELECT record_id FROM %s WHERE form = ? ORDER BY key LIMIT 1"
                .formatted(workspace.table("demo_record")),
            UUID.class,
            form));
  }

  /** However slow the disk is: a load that still gets on is waited for. */
  private void awaitLoaded() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(8))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> {
          assertThat(demo.state().problem()).isNull();
          assertThat(demo.state().state()).isEqualTo("loaded");
        });
  }

  private long count(String table, String where) {
    Long count =
        database.queryForObject(
            "SELECT count(*) FROM " + workspace.table(table) + " WHERE " + where, Long.class);
    return count == null ? 0 : count;
  }

  /** Rows by table, the counters of numbers apart. */
  private Map<String, Long> rows() {
    Map<String, Long> rows = new TreeMap<>();
    for (@Nullable String table :
        database.queryForList(
            "SELECT tablename FROM pg_tables WHERE schemaname = ?",
            String.class,
            workspace.schema())) {
      rows.put(java.util.Objects.requireNonNull(table), count(table, "TRUE"));
    }
    return rows;
  }

  @Test
  void makesUpTheSameYearForTheSameDay() {
    DemoBook book = DemoBook.read(JsonMapper.shared());
    ZoneId zone = ZoneId.of("Asia/Shanghai");
    LocalDate day = LocalDate.of(2026, 6, 1);
    List<Planned> plan = DemoPlan.of(book, day, zone, 1);
    assertThat(plan).isEqualTo(DemoPlan.of(book, day, zone, 1));
    assertThat(ordersBetween(plan, "2025-06-01", "2026-06-01")).isBetween(2_200L, 2_800L);
    long festival = ordersBetween(plan, "2026-02-12", "2026-02-23");
    long after = ordersBetween(plan, "2026-03-12", "2026-03-23");
    assertThat(festival * 4).isLessThan(after);
    assertThat(ordersBetween(plan, "2025-11-04", "2025-11-11"))
        .isGreaterThan(ordersBetween(plan, "2025-10-21", "2025-10-28"));
  }

  private static long ordersBetween(List<Planned> plan, String from, String to) {
    return plan.stream()
        .filter(planned -> planned.form().equals("orders"))
        .map(planned -> String.valueOf(planned.values().get("order_date")))
        .filter(date -> date.compareTo(from) >= 0 && date.compareTo(to) <= 0)
        .count();
  }
}
