package io.xiaodan.demo;

import io.xiaodan.demo.DemoBook.DemoProduct;
import io.xiaodan.demo.Planned.Ref;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Makes up orders: lines, the state that fits their age, and the payments and deliveries of it. */
final class DemoOrder {

  /** Orders younger than this went through the flow and wait for people. */
  static final int LIVE_DAYS = 3;

  private static final double[] LINES = {0.34, 0.62, 0.81, 0.93};
  private static final Set<String> TAKING = Set.of("approved", "closed", "on_hold");
  private static final Set<String> LEFT = Set.of("shipped", "signed", "partial");
  private static final List<String> CARRIERS = List.of("sf", "jd", "yto", "zto", "deppon", "own");
  private static final List<String> CHANNELS = List.of("bank", "bank", "wechat", "alipay");

  private final DemoBook book;
  private final LocalDate today;
  private final ZoneId zone;
  private final Random random;
  private final DemoStock stock;
  private final List<Planned> planned;

  DemoOrder(
      DemoBook book,
      LocalDate today,
      ZoneId zone,
      Random random,
      DemoStock stock,
      List<Planned> planned) {
    this.stock = stock;
    this.book = book;
    this.today = today;
    this.zone = zone;
    this.random = random;
    this.planned = planned;
  }

  /** A product and how much of it. */
  private record Line(DemoProduct product, BigDecimal quantity) {

    Line half() {
      return new Line(product, quantity.divide(BigDecimal.TWO, 0, RoundingMode.DOWN));
    }

    Map<String, Object> values(boolean withPrice) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("product", new Ref("product/" + product.code()));
      values.put("quantity", quantity.toPlainString());
      if (withPrice) {
        values.put("price", product.price().toPlainString());
      }
      return values;
    }
  }

  /** Where an order has come to. */
  private record Stage(
      String document,
      String fulfilment,
      String payment,
      String invoice,
      double paid,
      boolean isReturn) {}

  /** Adds an order and what follows from it. */
  void add(int number, int customer, LocalDateTime moment) {
    String key = "order/" + number;
    LocalDate day = moment.toLocalDate();
    String seller = book.with("sales").get(customer % book.with("sales").size());
    boolean live = ChronoUnit.DAYS.between(day, today) < LIVE_DAYS;
    Stage stage = stage(ChronoUnit.DAYS.between(day, today));
    List<Line> lines = lines(!live && stage.isReturn);
    if (live || TAKING.contains(stage.document) && !stage.isReturn) {
      lines.forEach(line -> stock.take(line.product, line.quantity));
    }
    BigDecimal amount = amount(lines);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("customer", DemoPlan.customer(customer));
    values.put("order_date", day.toString());
    values.put("promised_date", day.plusDays(3 + random.nextInt(8)).toString());
    values.put("salesperson", new Ref(seller));
    values.put("lines", lines.stream().map(line -> line.values(true)).toList());
    if (random.nextInt(8) == 0) {
      values.put(
          "remark", book.names().remarks().get(random.nextInt(book.names().remarks().size())));
    }
    BigDecimal paid =
        amount.multiply(BigDecimal.valueOf(stage.paid)).setScale(2, RoundingMode.HALF_UP);
    if (!live) {
      values.put("order_type", stage.isReturn ? "return" : "normal");
      values.put("document_status", stage.document);
      values.putAll(fulfilment(stage, lines));
      values.put("paid_amount", paid.toPlainString());
      values.put("overdue", stage.payment.equals("overdue"));
      if (stage.isReturn) {
        values.put("opening", true);
      } else {
        values.put("invoiced_amount", invoiced(stage, amount).toPlainString());
      }
    }
    Instant at = at(moment);
    if (at.isAfter(at(today.atTime(8, 0)))) {
      at = at(today.atStartOfDay()).plusSeconds(number);
    }
    planned.add(new Planned(key, "orders", seller, at, values, live));
    if (!live && !stage.isReturn) {
      follow(key, stage, lines, paid, moment);
      invoice(key, invoiced(stage, amount), moment);
    }
  }

  /** What the warehouse has done, and what deliveries will say that left and arrived. */
  private static Map<String, Object> fulfilment(Stage stage, List<Line> lines) {
    Map<String, Object> values = new LinkedHashMap<>();
    boolean left = LEFT.contains(stage.fulfilment) && !stage.isReturn;
    values.put("prepared", left || stage.fulfilment.equals("preparing"));
    if (left) {
      BigDecimal shipped =
          shipped(stage, lines).stream()
              .map(Line::quantity)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      values.put("shipped_quantity", shipped.toPlainString());
      if (stage.fulfilment.equals("signed")) {
        values.put("signed_quantity", shipped.toPlainString());
      }
    }
    return values;
  }

  /** All of it, or about half of what is more than one. */
  private static List<Line> shipped(Stage stage, List<Line> lines) {
    return stage.fulfilment.equals("partial")
        ? lines.stream().map(Line::half).filter(line -> line.quantity.signum() > 0).toList()
        : lines;
  }

  private void follow(
      String key, Stage stage, List<Line> lines, BigDecimal paid, LocalDateTime moment) {
    if (paid.signum() > 0) {
      boolean inParts = stage.paid == 1 && paid.compareTo(BigDecimal.valueOf(8_000)) > 0;
      BigDecimal deposit =
          inParts ? paid.multiply(new BigDecimal("0.3")).setScale(2, RoundingMode.HALF_UP) : paid;
      payment(key + "/payment/1", key, deposit, moment.plusHours(3 + random.nextInt(40)));
      if (inParts) {
        payment(
            key + "/payment/2",
            key,
            paid.subtract(deposit),
            moment.plusHours(60 + random.nextInt(60)));
      }
    }
    List<Line> left = shipped(stage, lines);
    if (LEFT.contains(stage.fulfilment) && !left.isEmpty()) {
      delivery(
          key,
          stage.fulfilment.equals("signed") ? "signed" : "shipped",
          left,
          moment.plusHours(20 + random.nextInt(50)));
    }
  }

  /** All of it, about half, or nothing. */
  private static BigDecimal invoiced(Stage stage, BigDecimal amount) {
    return switch (stage.invoice) {
      case "invoiced" -> amount;
      case "partial" -> amount.divide(BigDecimal.TWO, 2, RoundingMode.HALF_UP);
      default -> BigDecimal.ZERO;
    };
  }

  private void invoice(String order, BigDecimal amount, LocalDateTime moment) {
    if (amount.signum() <= 0) {
      return;
    }
    LocalDateTime made = past(moment.plusDays(2 + random.nextInt(6)));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(
        "invoice_no",
        "26%s%08d"
            .formatted(
                made.toLocalDate().toString().replace("-", ""),
                Integer.parseInt(order.replaceAll("\\D", ""))));
    values.put("order", new Ref(order));
    values.put("kind", random.nextInt(3) == 0 ? "ordinary" : "special");
    values.put("invoice_date", made.toLocalDate().toString());
    values.put("amount", amount.toPlainString());
    planned.add(
        new Planned(
            order + "/invoice",
            "invoices",
            book.with("finance").getFirst(),
            at(made),
            values,
            false));
  }

  private void payment(String key, String order, BigDecimal amount, LocalDateTime moment) {
    LocalDateTime paid = past(moment);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("order", new Ref(order));
    values.put("amount", amount.toPlainString());
    values.put("status", "succeeded");
    values.put("channel", CHANNELS.get(random.nextInt(CHANNELS.size())));
    values.put(
        "channel_no",
        "DEMO" + paid.toLocalDate().toString().replace("-", "") + key.replaceAll("\\D", ""));
    values.put("paid_at", at(paid).toString());
    planned.add(
        new Planned(key, "payments", book.with("finance").getFirst(), at(paid), values, false));
  }

  private void delivery(String order, String status, List<Line> lines, LocalDateTime moment) {
    LocalDateTime shipped = past(moment);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("order", new Ref(order));
    values.put("status", status);
    values.put("carrier", CARRIERS.get(random.nextInt(CARRIERS.size())));
    values.put("tracking_no", "DEMO" + (1_000_000_000L + random.nextInt(900_000_000)));
    values.put("shipped_at", at(shipped).toString());
    values.put("lines", lines.stream().map(line -> line.values(false)).toList());
    List<String> keepers = book.with("warehouse");
    planned.add(
        new Planned(
            order + "/delivery",
            "deliveries",
            keepers.get(random.nextInt(keepers.size())),
            at(shipped),
            values,
            false));
  }

  /** The older, the further; a few go wrong. */
  private Stage stage(long age) {
    int chance = random.nextInt(100);
    if (age >= LIVE_DAYS && chance < 3) {
      return new Stage("cancelled", "unprepared", "unpaid", "none", 0, false);
    }
    if (age >= LIVE_DAYS && chance < 4) {
      return new Stage("rejected", "unprepared", "unpaid", "none", 0, false);
    }
    if (age > 30) {
      if (chance < 6) {
        return new Stage("closed", "returned", "settled", "reversed", 1, true);
      }
      return chance < 10
          ? new Stage("approved", "signed", "overdue", "invoiced", chance < 8 ? 0.4 : 0, false)
          : new Stage("closed", "signed", "settled", "invoiced", 1, false);
    }
    if (age > 12) {
      return chance < 55
          ? new Stage("closed", "signed", "settled", "invoiced", 1, false)
          : chance < 80
              ? new Stage("approved", "signed", "partial", "invoiced", 0.5, false)
              : new Stage("approved", "shipped", "settled", "partial", 1, false);
    }
    if (chance < 8) {
      return new Stage("on_hold", "unprepared", "unpaid", "none", 0, false);
    }
    if (chance < 30) {
      return new Stage("approved", "preparing", "deposit", "none", 0.3, false);
    }
    return chance < 45
        ? new Stage("approved", "partial", "partial", "none", 0.5, false)
        : chance < 80
            ? new Stage("approved", "shipped", "settled", "none", 1, false)
            : new Stage("approved", "reserved", "unpaid", "none", 0, false);
  }

  /** One to five products; mostly a few of each, now and then a large lot. */
  private List<Line> lines(boolean back) {
    double chance = random.nextDouble();
    int count = 1;
    while (count <= LINES.length && chance > LINES[count - 1]) {
      count++;
    }
    Set<DemoProduct> chosen = new HashSet<>();
    List<Line> lines = new ArrayList<>();
    while (lines.size() < count) {
      DemoProduct product =
          book.products().get((int) (book.products().size() * Math.pow(random.nextDouble(), 1.3)));
      if (!chosen.add(product)) {
        continue;
      }
      double worth = Math.exp(6.0 + 1.2 * random.nextGaussian());
      long quantity = Math.max(1, Math.round(worth / product.price().doubleValue()));
      quantity = quantity > 50 ? quantity / 10 * 10 : quantity;
      lines.add(
          new Line(product, BigDecimal.valueOf(back ? -Math.max(1, quantity / 4) : quantity)));
    }
    return lines;
  }

  private static BigDecimal amount(List<Line> lines) {
    return lines.stream()
        .map(line -> line.quantity.multiply(line.product.price()).setScale(2, RoundingMode.HALF_UP))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Nothing that is history happens after this morning. */
  private LocalDateTime past(LocalDateTime moment) {
    LocalDateTime morning = today.atTime(0, 5);
    return moment.isAfter(morning) ? morning : moment;
  }

  private Instant at(LocalDateTime moment) {
    return moment.atZone(zone).toInstant();
  }
}
