package io.xiaodan.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.access.Access;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Values;
import io.xiaodan.platform.Workspace;
import io.xiaodan.report.query.Asking;
import io.xiaodan.report.query.Given;
import io.xiaodan.report.query.Parts;
import io.xiaodan.report.query.Statement;
import io.xiaodan.report.query.Statements;
import io.xiaodan.report.question.Question;
import io.xiaodan.support.ServerTest;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Random questions over random deals: SQL, SQL by parts while deals change, and the definition in
 * memory give the same answer.
 */
@ServerTest
class QuestionDifferentialTests {

  private static final long SEED = Long.getLong("seed", 20260301);
  private static final int QUESTIONS = Integer.getInteger("questions", 150);

  @Autowired private Shop shop;
  @Autowired private Access access;
  @Autowired private Workspace workspace;
  @Autowired private GroupReader reader;
  @Autowired private FormChanges changes;

  private final Random random = new Random(SEED);
  private final Map<UUID, Map<String, @Nullable Object>> deals = new HashMap<>();
  private final List<Values> clients = new ArrayList<>();
  private final List<Values> goods = new ArrayList<>();

  @BeforeEach
  void fillShop() {
    shop.open();
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

  @Test
  void sqlPartsAndTheDefinitionAgree() {
    RandomQuestions questions = new RandomQuestions(random);
    int inParts = 0;
    for (int i = 0; i < QUESTIONS; i++) {
      String text = questions.next();
      shop.ask(text);
      Question question =
          Objects.requireNonNull(
                  shop.blueprint().find(Dashboard.TYPE, "shop").orElseThrow().widgets().get("w"))
              .question();
      Asking asking =
          new Asking(
              shop.blueprint(),
              Shop.boss(),
              Environment.of(Instant.now(), workspace.zone()),
              workspace,
              access,
              Given.NOTHING);
      Statement statement = Statements.of(question, asking);
      List<String> expected = new NaiveAnswer(question, asking.environment()).of(source(question));
      assertThat(plain(question, reader.together(() -> reader.groups(statement.sql()))))
          .as("seed %d question %d %s", SEED, i, text)
          .isEqualTo(expected);
      Parts parts = statement.parts();
      if (parts != null) {
        inParts++;
        followsChanges(question, asking, statement, parts, text);
      }
    }
    assertThat(inParts).isGreaterThan(QUESTIONS / 4);
  }

  private void followsChanges(
      Question question, Asking asking, Statement statement, Parts parts, String text) {
    KeptParts kept = new KeptParts(reader, changes, 10);
    for (int round = 0; round < 3; round++) {
      Groups groups = kept.follow(statement, parts, changes.each(statement.forms())).orElseThrow();
      assertThat(plain(question, groups))
          .as("seed %d round %d %s", SEED, round, text)
          .isEqualTo(new NaiveAnswer(question, asking.environment()).of(source(question)));
      change();
    }
  }

  /** Rows with their hidden columns put where they belong. */
  private static List<String> plain(Question question, Groups groups) {
    int columns = question.columns().size();
    List<String> rows = new ArrayList<>();
    for (List<@Nullable Object> group : groups.rows()) {
      List<@Nullable Object> row = new ArrayList<>(group.subList(0, columns));
      int hidden = columns;
      for (int i = 0; i < question.last().dimensions().size(); i++) {
        if (question.last().dimensions().get(i).top() != null) {
          row.set(i, Boolean.TRUE.equals(group.get(hidden)) ? NaiveAnswer.REST : row.get(i));
          hidden += 2;
        }
      }
      rows.add(NaiveAnswer.plain(row.stream()));
    }
    return rows.stream().sorted().toList();
  }

  private List<Values> source(Question question) {
    List<Values> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> deal : deals.values()) {
      Values head = Values.of(deal);
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
  private void change() {
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
        shop.deal(
            "name", name,
            "client", client == null ? null : UUID.fromString(String.valueOf(client.get("id"))),
            "day", day,
            "moment", moment == null ? null : moment.toString(),
            "state", state,
            "amount", amount,
            "cost", cost,
            "seller", seller,
            "tags", tags.isEmpty() ? null : "{" + String.join(",", tags) + "}");
    Map<String, @Nullable Object> deal = new HashMap<>();
    deal.put("id", id.toString());
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
