package io.xiaodan.demo;

import io.xiaodan.demo.DemoBook.City;
import io.xiaodan.demo.DemoBook.DemoProduct;
import io.xiaodan.demo.Planned.Ref;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Makes up a year that ends with a day: who the customers are, what is sold, and every order with
 * its payments and deliveries. The same day gives the same year.
 */
final class DemoPlan {

  static final int CUSTOMERS = 120;
  static final int DAYS = 365;

  private static final int ORDERS = 2_500;
  private static final int OLD_CUSTOMERS = 55;
  private static final double GROWTH = 0.6;

  private final DemoBook book;
  private final LocalDate today;
  private final ZoneId zone;
  private final double past;
  private final Random random;
  private final DemoStock stock;
  private final List<Planned> planned = new ArrayList<>();
  private final List<LocalDate> joined = new ArrayList<>();

  private DemoPlan(DemoBook book, LocalDate today, ZoneId zone, double past) {
    this.past = past;
    this.book = book;
    this.today = today;
    this.zone = zone;
    this.random = new Random(20_260_618L + today.toEpochDay());
    this.stock = new DemoStock(book, today, zone);
  }

  /**
   * Everything, in the order in which it comes to be.
   *
   * @param past which share of the orders of the past there is, from 0 to 1; those of the last days
   *     are all there
   */
  static List<Planned> of(DemoBook book, LocalDate today, ZoneId zone, double past) {
    DemoPlan plan = new DemoPlan(book, today, zone, past);
    DemoParts parts = new DemoParts(book, today, zone);
    plan.planned.addAll(plan.stock.warehouses(plan.first()));
    plan.planned.addAll(parts.suppliers(plan.first()));
    plan.products();
    plan.planned.addAll(parts.materials(plan.first()));
    plan.customers();
    plan.orders();
    plan.planned.addAll(plan.stock.movements(plan.first()));
    plan.planned.addAll(parts.wanted());
    return plan.planned.stream().sorted(Comparator.comparing(Planned::at)).toList();
  }

  private LocalDate first() {
    return today.minusDays(DAYS - 1L);
  }

  private void products() {
    String by = book.with("purchasing").getFirst();
    for (DemoProduct product : book.products()) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("code", product.code());
      values.put("name", product.name());
      values.put("product_line", product.line());
      values.put("unit", product.unit());
      values.put("price", product.price().toPlainString());
      values.put("warehouse", DemoStock.warehouse(product));
      values.put("safety_stock", "20");
      values.put("minimum_lot", "50");
      DemoParts.plan(product, values);
      planned.add(
          new Planned(
              "product/" + product.code(),
              "products",
              by,
              first().minusDays(2).atTime(9, 0).atZone(zone).toInstant(),
              values,
              false));
    }
  }

  private void customers() {
    List<String> sellers = book.with("sales");
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      LocalDate day =
          i < OLD_CUSTOMERS
              ? first().minusDays(1)
              : first()
                  .plusDays(
                      (long) (i - OLD_CUSTOMERS + 1) * (DAYS - 20) / (CUSTOMERS - OLD_CUSTOMERS));
      joined.add(day);
      planned.add(
          new Planned(
              "customer/" + i,
              "customers",
              sellers.get(i % sellers.size()),
              day.atTime(LocalTime.of(9, 0).plusMinutes(i)).atZone(zone).toInstant(),
              customer(i, taken),
              false));
    }
  }

  private Map<String, Object> customer(int number, Set<String> taken) {
    City city = pick(book.names().cities());
    String name;
    do {
      name =
          city.city().replace("市", "")
              + pick(book.names().stems())
              + pick(book.names().trades())
              + pick(book.names().forms());
    } while (!taken.add(name));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put("level", number < 15 ? "vip" : number < 90 ? "regular" : "trial");
    values.put("region", city.region());
    values.put("contact", pick(book.names().surnames()) + pick(book.names().given()));
    values.put(
        "phone", "1" + pick(List.of("38", "39", "58", "86", "37", "59")) + "0000" + digits(4));
    values.put("email", "buyer" + (101 + number) + "@example.com");
    values.put(
        "address",
        (city.province().equals(city.city()) ? "" : city.province())
            + city.city()
            + city.district()
            + pick(city.streets())
            + (1 + random.nextInt(398))
            + "号");
    return values;
  }

  private void orders() {
    double all = 0;
    for (int i = 0; i < DAYS; i++) {
      all += weight(i);
    }
    DemoOrder orders = new DemoOrder(book, today, zone, random, stock, planned);
    int number = 0;
    for (int i = 0; i < DAYS; i++) {
      LocalDate day = first().plusDays(i);
      double share = i < DAYS - DemoOrder.LIVE_DAYS ? past : 1;
      int count = poisson(share * weight(i) * ORDERS / all);
      for (int n = 0; n < count; n++) {
        int customer = customerOn(day);
        orders.add(
            number++,
            customer,
            day.atTime(8 + random.nextInt(10), random.nextInt(60), random.nextInt(60)));
      }
    }
  }

  /** The season, and a steady growth over the year. */
  private double weight(int day) {
    return Season.of(first().plusDays(day)) * (1 - GROWTH / 2 + GROWTH * day / DAYS);
  }

  /** A few customers order often, many seldom, and nobody before becoming one. */
  private int customerOn(LocalDate day) {
    while (true) {
      int customer = (int) (CUSTOMERS * Math.pow(random.nextDouble(), 1.9));
      if (!joined.get(customer).isAfter(day.minusDays(1))) {
        return customer;
      }
    }
  }

  private int poisson(double mean) {
    double limit = Math.exp(-mean);
    int count = -1;
    for (double product = 1; product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private String digits(int count) {
    return BigDecimal.valueOf(
            random.nextInt((int) Math.pow(10, count)) + (long) Math.pow(10, count))
        .toPlainString()
        .substring(1);
  }

  /** The key of a customer's record. */
  static Ref customer(int number) {
    return new Ref("customer/" + number);
  }
}
