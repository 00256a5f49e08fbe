package io.xiaodan.demo;

import io.xiaodan.demo.DemoBook.DemoProduct;
import io.xiaodan.demo.Planned.Ref;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes up warehouses and what lies in them: two places, a first receipt that covers what the year
 * takes away and leaves some, and purchases that are on their way.
 */
final class DemoStock {

  private static final List<String> NAMES = List.of("东莞总仓", "苏州分仓");
  private static final int PURCHASES = 6;
  private static final int LINES = 4;

  private final DemoBook book;
  private final LocalDate today;
  private final ZoneId zone;
  private final Random random;
  private final Map<String, BigDecimal> taken = new LinkedHashMap<>();

  DemoStock(DemoBook book, LocalDate today, ZoneId zone) {
    this.book = book;
    this.today = today;
    this.zone = zone;
    this.random = new Random(7 + today.toEpochDay());
  }

  /** The warehouse a product lies in. */
  static Ref warehouse(DemoProduct product) {
    return new Ref("warehouse/" + Math.floorMod(product.code().hashCode(), NAMES.size()));
  }

  /** Counts what an order takes, or will take, away. */
  void take(DemoProduct product, BigDecimal quantity) {
    taken.merge(product.code(), quantity, BigDecimal::add);
  }

  /** The warehouses themselves, before anything else. */
  List<Planned> warehouses(LocalDate first) {
    List<Planned> planned = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("code", "CK0" + (i + 1));
      values.put("name", NAMES.get(i));
      planned.add(
          planned("warehouse/" + i, "warehouses", "warehouse", first.minusDays(3), 9, values));
    }
    return planned;
  }

  /** What there was at the beginning, and what is still to come. */
  List<Planned> movements(LocalDate first) {
    List<Planned> planned = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      Ref warehouse = new Ref("warehouse/" + i);
      List<Object> lines = new ArrayList<>();
      for (DemoProduct product : book.products()) {
        if (warehouse(product).equals(warehouse)) {
          BigDecimal left = BigDecimal.valueOf(20L + random.nextInt(280));
          lines.add(
              Map.of(
                  "product",
                  new Ref("product/" + product.code()),
                  "quantity",
                  taken.getOrDefault(product.code(), BigDecimal.ZERO).add(left).toPlainString()));
        }
      }
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("kind", "receipt");
      values.put("move_date", first.minusDays(1).toString());
      values.put("warehouse", warehouse);
      values.put("remark", "期初入库");
      values.put("lines", lines);
      planned.add(
          planned("opening/" + i, "stock_moves", "warehouse", first.minusDays(1), 10, values));
    }
    for (int i = 0; i < PURCHASES; i++) {
      planned.add(purchase(i));
    }
    return planned;
  }

  private Planned purchase(int number) {
    LocalDate day = today.minusDays(1L + random.nextInt(6));
    List<Object> lines = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      DemoProduct product = book.products().get((number * LINES + i) % book.products().size());
      lines.add(
          Map.of(
              "product",
              new Ref("product/" + product.code()),
              "quantity",
              Integer.toString(50 * (1 + random.nextInt(10)))));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("supplier", new Ref("supplier/" + number % DemoParts.SUPPLIERS.size()));
    values.put("purchase_date", day.toString());
    values.put("expected_date", today.plusDays(2L + 2L * number).toString());
    values.put("status", "ordered");
    values.put("lines", lines);
    return planned("purchase/" + number, "purchases", "purchasing", day, 11, values);
  }

  private Planned planned(
      String key, String form, String role, LocalDate day, int hour, Map<String, Object> values) {
    return new Planned(
        key,
        form,
        book.with(role).getFirst(),
        day.atTime(hour, 0).atZone(zone).toInstant(),
        values,
        false);
  }
}
