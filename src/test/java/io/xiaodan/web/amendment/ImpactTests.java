package io.xiaodan.web.amendment;

import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.platform.Workspace;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.ServerTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What is said of a change beforehand is what applying it does, whatever is changed. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImpactTests {

  private static final int ROUNDS = 25;

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private JdbcTemplate database;
  @Autowired private Workspace workspace;

  @Test
  void theImpactIsWhatApplyingReallyDoes() {
    long seed = Long.getLong("xiaodan.seed", System.nanoTime());
    System.out.println("changes of orders, -Dxiaodan.seed=" + seed);
    Random random = new Random(seed);
    Shop shop = new Shop(port, people);
    List<String> goods = List.of(shop.goods("10", 30), shop.goods("7.5", 12), shop.goods("120", 5));
    JsonNode order =
        shop.order(List.of(shop.line(goods.get(0), 3, "10"), shop.line(goods.get(1), 2, "7")));
    int applied = 0;
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      order = shop.order(id(order));
      Map<String, Object> wish = wish(shop, random, goods, order);
      if (wish.isEmpty()) {
        continue;
      }
      Map<String, String> before = balances(shop, goods, id(order));
      JsonNode impact = shop.impact(shop.director, order, wish);
      assertThat(balances(shop, goods, id(order))).as("nothing stays of a trial").isEqualTo(before);
      assertThat(shop.order(id(order))).isEqualTo(order);
      if (impact.path("changes").isEmpty() && impact.path("refusals").isEmpty()) {
        continue;
      }
      Answer answer = shop.propose(shop.director, order, wish);
      if (!impact.path("refusals").isEmpty()) {
        assertThat(answer.status()).as(impact.toString()).isEqualTo(422);
        assertThat(balances(shop, goods, id(order))).isEqualTo(before);
        refused++;
        continue;
      }
      JsonNode proposal = ok(201, answer);
      if (proposal.path("state").asString().equals("proposed")) {
        assertThat(impact.path("ahead")).isNotEmpty();
        ok(200, shop.decide(shop.director, proposal, "approve"));
      } else {
        assertThat(impact.path("ahead")).isEmpty();
      }
      JsonNode after = shop.order(id(order));
      assertThat(told(impact))
          .as("seed " + seed + " " + wish)
          .isEqualTo(moved(before, balances(shop, goods, id(order))));
      for (JsonNode change : impact.path("changes")) {
        String field = change.path("field").asString();
        if (!field.equals("lines")) {
          assertThat(after.path("values").path(field)).isEqualTo(change.path("after"));
        } else {
          assertThat(cells(after.path("values").path("lines")))
              .isEqualTo(cells(change.path("after")));
        }
      }
      String amount = impact.path("figures").path(0).path("after").asString();
      assertThat(new BigDecimal(value(after, "amount"))).isEqualByComparingTo(amount);
      applied++;
    }
    assertThat(applied).isGreaterThan(3);
    assertThat(applied + refused).isGreaterThan(ROUNDS / 2);
  }

  private static Map<String, Object> wish(
      Shop shop, Random random, List<String> goods, JsonNode order) {
    Map<String, Object> wish = new LinkedHashMap<>();
    List<Map<String, Object>> lines = new ArrayList<>();
    for (JsonNode line : order.path("values").path("lines")) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("id", line.path("id").asString());
      switch (random.nextInt(6)) {
        case 0 -> row.put("quantity", 1 + random.nextInt(15));
        case 1 -> row.put("price", BigDecimal.valueOf(1 + random.nextInt(40_000), 2));
        case 2 -> row.put("promised_date", "2027-0" + (1 + random.nextInt(9)) + "-11");
        case 3 -> row.put("product", goods.get(random.nextInt(goods.size())));
        default -> row.put("quantity", line.path("quantity").asString());
      }
      if (random.nextInt(7) > 0 || lines.isEmpty()) {
        lines.add(row);
      }
    }
    if (lines.size() < 4 && random.nextInt(3) == 0) {
      lines.add(shop.line(goods.get(random.nextInt(goods.size())), 1 + random.nextInt(4), "30"));
    }
    wish.put("lines", lines);
    if (random.nextInt(3) == 0) {
      wish.put("address", "新址 " + random.nextInt(1_000) + " 号");
    }
    return wish;
  }

  /** Every account of the balances that the order has to do with. */
  private Map<String, String> balances(Shop shop, List<String> goods, String order) {
    Map<String, String> all = new TreeMap<>();
    read(all, "fulfilment", "\"order\" = '" + order + "'::uuid");
    read(all, "settlement", "\"order\" = '" + order + "'::uuid");
    read(all, "receivable", "customer = '" + shop.customer + "'::uuid");
    goods.forEach(product -> read(all, "stock", "product = '" + product + "'::uuid"));
    return all;
  }

  private void read(Map<String, String> all, String ledger, String where) {
    database.query(
        "SELECT * FROM " + workspace.table("l_" + ledger) + " WHERE " + where,
        row -> {
          StringBuilder place = new StringBuilder(ledger);
          for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            if (row.getMetaData().getColumnTypeName(i).equals("uuid")) {
              place.append('/').append(row.getString(i));
            }
          }
          for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            BigDecimal number =
                row.getMetaData().getColumnTypeName(i).equals("numeric")
                    ? row.getBigDecimal(i)
                    : null;
            if (number != null && number.signum() != 0) {
              all.put(place + "." + row.getMetaData().getColumnName(i), plain(number));
            }
          }
        });
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /** The accounts that moved, as lines of ledger, account, before and after. */
  private static List<String> moved(Map<String, String> before, Map<String, String> after) {
    List<String> moved = new ArrayList<>();
    Map<String, String> all = new TreeMap<>(before);
    all.putAll(after);
    for (String key : all.keySet()) {
      String was = before.getOrDefault(key, "0");
      String is = after.getOrDefault(key, "0");
      if (!was.equals(is)) {
        String ledger = key.substring(0, key.indexOf('/'));
        moved.add(ledger + key.substring(key.lastIndexOf('.')) + " " + was + " → " + is);
      }
    }
    return moved.stream().sorted().toList();
  }

  /** The same as the impact tells it, without the figures that follow from accounts. */
  private static List<String> told(JsonNode impact) {
    List<String> derived = List.of("free", "to_ship", "used", "left", "to_invoice");
    List<String> told = new ArrayList<>();
    for (JsonNode balance : impact.path("balances")) {
      for (JsonNode figure : balance.path("figures")) {
        if (!derived.contains(figure.path("key").asString())) {
          told.add(
              balance.path("ledger").asString()
                  + "."
                  + figure.path("key").asString()
                  + " "
                  + figure.path("before").asString()
                  + " → "
                  + figure.path("after").asString());
        }
      }
    }
    return told.stream().sorted().toList();
  }

  /** Rows without their ids: new ones get theirs when they are written. */
  private static List<Map<String, String>> cells(JsonNode rows) {
    List<Map<String, String>> cells = new ArrayList<>();
    for (JsonNode row : rows) {
      Map<String, String> one = new TreeMap<>();
      for (String key :
          List.of("product", "quantity", "price", "amount", "promised_date", "warehouse")) {
        one.put(key, row.path(key).toString());
      }
      cells.add(one);
    }
    return cells;
  }
}
