package io.xiaodan.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.access.Access;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Values;
import io.xiaodan.identity.Actor;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Random questions of people with random rights: what they are told is the definition over the
 * records they see, with the records they do not see being empty, and nothing at all where the
 * question reads a field that is hidden from them.
 */
@ServerTest
class QuestionLeakTests {

  private static final long SEED = Long.getLong("seed", 20260302);
  private static final int ROLES = Integer.getInteger("roles", 10);
  private static final int QUESTIONS = 10;

  private static final List<String> HIDDEN =
      List.of("", "", "amount", "cost", "state", "seller", "tags", "moment", "client", "area");

  /** Which deals a role sees: as its document says it, and as it is meant. */
  private record View(String document, Predicate<Values> seen) {}

  private static final List<View> DEALS =
      List.of(
          new View("\"all\"", deal -> true),
          new View("\"mine\"", deal -> Shop.ANN.toString().equals(deal.get("created_by"))),
          new View(
              "{\"formula\": \"amount > 40\"}",
              deal ->
                  deal.get("amount") instanceof BigDecimal amount
                      && amount.compareTo(BigDecimal.valueOf(40)) > 0),
          new View(
              "{\"formula\": \"state = \\\"done\\\"\"}", deal -> "done".equals(deal.get("state"))),
          new View(
              "{\"formula\": \"client.area = \\\"south\\\"\"}",
              deal -> deal.get("client") instanceof Values client && isIn(client, "south")));

  private static final List<View> CLIENTS =
      List.of(
          new View("\"all\"", client -> true),
          new View("{\"formula\": \"area = \\\"east\\\"\"}", client -> isIn(client, "east")),
          new View("{\"formula\": \"area = \\\"south\\\"\"}", client -> isIn(client, "south")));

  @Autowired private Shop shop;
  @Autowired private Access access;
  @Autowired private Workspace workspace;
  @Autowired private GroupReader reader;
  @Autowired private FormChanges changes;
  @Autowired private Dashboards dashboards;

  private final Random random = new Random(SEED);
  private RandomDeals deals;
  private int told;
  private int refused;

  @BeforeEach
  void fillShop() {
    shop.open();
    deals = new RandomDeals(random, shop);
    deals.fill();
  }

  private static boolean isIn(Values client, String area) {
    return area.equals(client.get("area"));
  }

  @Test
  void nobodyIsToldMoreThanTheRecordsTheySeeSay() {
    RandomQuestions questions = new RandomQuestions(random);
    for (int i = 0; i < ROLES; i++) {
      View ofDeals = one(DEALS);
      View ofClients = one(CLIENTS);
      String hidden = one(HIDDEN);
      shop.publishRole("lens", role(ofDeals, ofClients, hidden));
      for (int k = 0; k < QUESTIONS; k++) {
        String text = questions.next();
        shop.ask(text);
        String place =
            "seed %d role %d %s %s hides %s, question %d %s"
                .formatted(SEED, i, ofDeals.document(), ofClients.document(), hidden, k, text);
        check(place, text, ofDeals, ofClients, hidden);
      }
    }
    assertThat(told).as("questions that were answered").isGreaterThan(ROLES * QUESTIONS / 3);
    assertThat(refused).as("questions that were refused").isPositive();
  }

  private static String role(View deals, View clients, String hidden) {
    String ofDeals = hidden.isEmpty() || hidden.equals("area") ? "" : hides(hidden);
    String ofClients = hidden.equals("area") ? hides(hidden) : "";
    return """
    {"kind": "role", "key": "lens", "label": "镜头", "dashboards": ["shop"], "forms": {
      "deals": {"view": %s%s}, "clients": {"view": %s%s}, "goods": {"view": "all"}}}
    """
        .formatted(deals.document(), ofDeals, clients.document(), ofClients);
  }

  private static String hides(String field) {
    return ", \"fields\": {\"%s\": \"hidden\"}".formatted(field);
  }

  private void check(String place, String text, View ofDeals, View ofClients, String hidden) {
    Actor ann = Shop.actor(Shop.ANN, "lens");
    Map<String, Widget> widgets = dashboards.require(shop.blueprint(), ann, "shop").widgets();
    if (!hidden.isEmpty() && Pattern.compile("\\b" + hidden + "\\b").matcher(text).find()) {
      refused++;
      assertThat(widgets).as(place).isEmpty();
      return;
    }
    told++;
    assertThat(widgets).as(place).containsKey("w");
    Question question = Objects.requireNonNull(Objects.requireNonNull(widgets.get("w")).question());
    Environment now = Environment.of(Instant.now(), workspace.zone());
    Asking asking = new Asking(shop.blueprint(), ann, now, workspace, access, Given.NOTHING);
    Statement statement = Statements.of(question, asking);
    List<String> expected =
        new NaiveAnswer(question, now)
            .of(
                deals.source(
                    question,
                    ofDeals.seen(),
                    client -> ofClients.seen().test(client) ? client : outline(client)));
    assertThat(
            QuestionDifferentialTests.plain(
                question, reader.together(() -> reader.groups(statement.sql()))))
        .as(place)
        .isEqualTo(expected);
    Parts parts = statement.parts();
    if (parts != null) {
      Groups kept =
          new KeptParts(reader, changes, 10)
              .follow(statement, parts, changes.each(statement.forms()))
              .orElseThrow();
      assertThat(QuestionDifferentialTests.plain(question, kept))
          .as("in parts, %s", place)
          .isEqualTo(expected);
    }
  }

  /** Of a record out of reach one knows that there is one, and nothing of what it says. */
  private static Values outline(Values record) {
    return name -> name.equals("id") ? record.get("id") : null;
  }

  private <T> T one(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
