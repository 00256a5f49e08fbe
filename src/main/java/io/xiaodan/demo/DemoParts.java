package io.xiaodan.demo;

import io.xiaodan.demo.DemoBook.DemoProduct;
import io.xiaodan.demo.Planned.Ref;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes up who things are bought from, what gifts are made of over three levels, and two large
 * orders that nothing in stock covers, so that there is something to plan.
 */
final class DemoParts {

  static final List<String> SUPPLIERS = List.of("义乌恒达文具厂", "佛山联兴包装", "温州宏图五金", "深圳捷顺电子");

  private static final Map<String, Integer> BY_LINE =
      Map.of(
          "stationery",
          0,
          "packaging",
          1,
          "hardware",
          2,
          "electronics",
          3,
          "household",
          0,
          "gifts",
          1);

  /** A part that is not sold. */
  private record Part(
      String code,
      String name,
      String unit,
      boolean made,
      int lead,
      String minimum,
      String stock) {}

  private static final List<Part> PARTS =
      List.of(
          new Part("BC1001", "礼盒 天地盖 中号", "个", true, 2, "100", "120"),
          new Part("BC1002", "礼盒内托 EVA", "个", true, 1, "0", "40"),
          new Part("YL1001", "灰板纸 2mm", "张", false, 5, "500", "300"),
          new Part("YL1002", "特种纸 烫金面", "张", false, 8, "300", "60"),
          new Part("YL1003", "EVA 板材 38 度", "张", false, 6, "50", "15"));

  /** A line of a bill: product, part, quantity, scrap. */
  private static final List<List<String>> BILLS =
      List.of(
          List.of("LP1003", "BC1001", "1", "0"),
          List.of("LP1003", "ST1002", "1", "0"),
          List.of("LP1008", "BC1001", "1", "1"),
          List.of("LP1008", "BZ1006", "1", "0"),
          List.of("BC1001", "YL1001", "0.5", "3"),
          List.of("BC1001", "YL1002", "0.35", "5"),
          List.of("BC1001", "BC1002", "1", "2"),
          List.of("BC1002", "YL1003", "0.04", "8"));

  private final DemoBook book;
  private final LocalDate today;
  private final ZoneId zone;

  DemoParts(DemoBook book, LocalDate today, ZoneId zone) {
    this.book = book;
    this.today = today;
    this.zone = zone;
  }

  private static boolean made(String code) {
    return BILLS.stream().anyMatch(line -> line.getFirst().equals(code));
  }

  /** Where a product comes from, and how long that takes. */
  static void plan(DemoProduct product, Map<String, Object> values) {
    values.put("source", made(product.code()) ? "make" : "buy");
    values.put("lead_days", made(product.code()) ? "3" : "7");
    values.put("lot_multiple", "1");
    values.put("supplier", new Ref("supplier/" + BY_LINE.getOrDefault(product.line(), 0)));
  }

  List<Planned> suppliers(LocalDate first) {
    List<Planned> planned = new ArrayList<>();
    for (int i = 0; i < SUPPLIERS.size(); i++) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("name", SUPPLIERS.get(i));
      values.put("contact", book.names().surnames().get(i) + "经理");
      planned.add(
          planned("supplier/" + i, "suppliers", "purchasing", first.minusDays(3), 8, values));
    }
    return planned;
  }

  /** Parts, what there is of them, and the bills. */
  List<Planned> materials(LocalDate first) {
    List<Planned> planned = new ArrayList<>();
    List<Object> opening = new ArrayList<>();
    for (Part part : PARTS) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("code", part.code());
      values.put("name", part.name());
      values.put("product_line", "packaging");
      values.put("unit", part.unit());
      values.put("price", "3.5");
      values.put("warehouse", new Ref("warehouse/0"));
      values.put("source", part.made() ? "make" : "buy");
      values.put("lead_days", Integer.toString(part.lead()));
      values.put("minimum_lot", part.minimum());
      values.put("lot_multiple", "1");
      values.put("supplier", new Ref("supplier/1"));
      planned.add(
          planned(
              "product/" + part.code(), "products", "purchasing", first.minusDays(2), 10, values));
      opening.add(Map.of("product", new Ref("product/" + part.code()), "quantity", part.stock()));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("kind", "receipt");
    values.put("move_date", first.minusDays(1).toString());
    values.put("warehouse", new Ref("warehouse/0"));
    values.put("remark", "期初入库");
    values.put("lines", opening);
    planned.add(
        planned("opening/parts", "stock_moves", "warehouse", first.minusDays(1), 12, values));
    planned.addAll(bills(first));
    return planned;
  }

  private List<Planned> bills(LocalDate first) {
    List<Planned> planned = new ArrayList<>();
    for (String product : BILLS.stream().map(List::getFirst).distinct().toList()) {
      List<Object> lines = new ArrayList<>();
      for (List<String> line : BILLS) {
        if (line.getFirst().equals(product)) {
          lines.add(
              Map.of(
                  "part",
                  new Ref("product/" + line.get(1)),
                  "quantity",
                  line.get(2),
                  "scrap",
                  line.get(3)));
        }
      }
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("product", new Ref("product/" + product));
      values.put("batch", "1");
      values.put("valid_from", first.toString());
      values.put("lines", lines);
      planned.add(
          planned("bill/" + product, "bills", "purchasing", first.minusDays(1), 14, values));
    }
    return planned;
  }

  /** Two orders that wait for the director, and for gifts that have to be made first. */
  List<Planned> wanted() {
    return List.of(
        wanted(0, 3, Map.of("LP1003", "420", "LP1008", "300"), 18),
        wanted(1, 8, Map.of("LP1003", "260"), 30));
  }

  private Planned wanted(int number, int customer, Map<String, String> of, int days) {
    List<Object> lines = new ArrayList<>();
    new java.util.TreeMap<>(of)
        .forEach((code, quantity) ->
            lines.add(Map.of("product", new Ref("product/" + code), "quantity", quantity)));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("customer", DemoPlan.customer(customer));
    values.put("order_date", today.toString());
    values.put("promised_date", today.plusDays(days).toString());
    values.put("remark", "客户年会礼品，可分批送");
    values.put("lines", lines);
    String seller = book.with("sales").get(customer % book.with("sales").size());
    return new Planned(
        "order/gifts/" + number,
        "orders",
        seller,
        today.atTime(8, 30 + number).atZone(zone).toInstant(),
        values,
        true);
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
