package io.xiaodan.report;

import io.xiaodan.expression.Values;
import io.xiaodan.report.question.Question;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Invents deals of the shop and remembers them as they stand in its tables. */
final class RandomDeals {

  private final Random random;
  private final Shop shop;
  private final Map<UUID, Map<String, @Nullable Object>> deals = new HashMap<>();
  private final List<Values> clients = new ArrayList<>();
  private final List<Values> goods = new ArrayList<>();

  RandomDeals(Random random, Shop shop) {
    this.random = random;
    this.shop = shop;
  }

  /** Fills an empty shop. */
  void fill() {
    for (String area : new String[] {"south", "east", "south", ""}) {
      String kept = area.isEmpty() ? null : area;
      UUID id = shop.client("客户" + clients.size(), kept);
      clients.add(values("id", id.toString(), "area", kept));
    }
    for (String sort : List.of("x", "y", "x")) {
      UUID id = shop.good("商品" + goods.size(), sort);
      goods.add(values("id", id.toString(), "sort", sort));
    }
    for (int i = 0; i < 120; i++) {
      deal();
    }
  }

  /** Everything a question is about. */
  List<Values> source(Question question) {
    return source(question, deal -> true, client -> client);
  }

  /**
   * What a question is about for somebody.
   *
   * @param seen which deals they see
   * @param lens clients as they see them
   */
  List<Values> source(Question question, Predicate<Values> seen, UnaryOperator<Values> lens) {
    List<Values> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> deal : deals.values()) {
      if (!seen.test(Values.of(deal))) {
        continue;
      }
      Map<String, @Nullable Object> shown = new HashMap<>(deal);
      shown.computeIfPresent("client", (key, client) -> lens.apply((Values) client));
      Values head = Values.of(shown);
      if (question.source().lines() == null) {
        rows.add(head);
        continue;
      }
      for (Object item : (List<?>) Objects.requireNonNull(deal.get("items"))) {
        rows.add(name -> name.equals("parent") ? head : ((Values) item).get(name));
      }
    }
    return rows;
  }

  /** One deal more, and another one changed as the record door does it, its event included. */
  void change() {
    UUID made = deal();
    shop.changed("deals", "created", made);
    UUID other = one(new ArrayList<>(deals.keySet()));
    Map<String, @Nullable Object> deal = Objects.requireNonNull(deals.get(other));
    Values client = random.nextInt(4) == 0 ? null : one(clients);
    Values before = (Values) deal.get("client");
    BigDecimal amount = BigDecimal.valueOf(random.nextInt(10_000), 2);
    deal.put("client", client);
    deal.put("amount", amount);
    shop.move(other, id(before), id(client), amount);
    shop.changed("deals", "updated", other);
  }

  private static @Nullable String id(@Nullable Values record) {
    return record == null ? null : String.valueOf(record.get("id"));
  }

  private UUID deal() {
    Values client = random.nextInt(8) == 0 ? null : one(clients);
    LocalDate day =
        random.nextInt(10) == 0 ? null : LocalDate.of(2026, 1, 1).plusDays(random.nextInt(500));
    Instant moment =
        random.nextInt(10) == 0
            ? null
            : Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(40_000_000));
    String state = random.nextInt(9) == 0 ? null : one(List.of("open", "done", "cancelled"));
    BigDecimal amount =
        random.nextInt(9) == 0 ? null : BigDecimal.valueOf(random.nextInt(10_000), 2);
    BigDecimal cost = BigDecimal.valueOf(random.nextInt(500), 2);
    List<String> tags = one(List.of(List.<String>of(), List.of("a"), List.of("a", "b")));
    UUID seller = one(List.of(Shop.ANN, Shop.BOB));
    String name = one(List.of("甲", "乙", "丙"));
    UUID id =
        shop.dealOf(
            seller,
            "name",
            name,
            "client",
            client == null ? null : UUID.fromString(String.valueOf(client.get("id"))),
            "day",
            day,
            "moment",
            moment == null ? null : moment.toString(),
            "state",
            state,
            "amount",
            amount,
            "cost",
            cost,
            "seller",
            seller,
            "tags",
            tags.isEmpty() ? null : "{" + String.join(",", tags) + "}");
    Map<String, @Nullable Object> deal = new HashMap<>();
    deal.put("id", id.toString());
    deal.put("created_by", seller.toString());
    deal.put("name", name);
    deal.put("client", client);
    deal.put("day", day);
    deal.put("moment", moment);
    deal.put("state", state);
    deal.put("amount", amount);
    deal.put("cost", cost);
    deal.put("seller", seller.toString());
    deal.put("tags", tags);
    List<Values> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Values good = one(goods);
      BigDecimal quantity = BigDecimal.valueOf(random.nextInt(5_000), 3);
      shop.item(id, UUID.fromString(String.valueOf(good.get("id"))), quantity.toPlainString());
      items.add(values("good", good, "quantity", quantity));
    }
    deal.put("items", items);
    deals.put(id, deal);
    return id;
  }

  private static Values values(@Nullable Object... pairs) {
    Map<String, @Nullable Object> map = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return Values.of(map);
  }

  private <T> T one(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
