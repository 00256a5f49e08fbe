package io.xiaodan.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.access.Access;
import io.xiaodan.expression.Environment;
import io.xiaodan.platform.Workspace;
import io.xiaodan.report.query.Asking;
import io.xiaodan.report.query.Given;
import io.xiaodan.report.query.Parts;
import io.xiaodan.report.query.Statement;
import io.xiaodan.report.query.Statements;
import io.xiaodan.report.question.Question;
import io.xiaodan.support.ServerTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
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
  private RandomDeals deals;

  @BeforeEach
  void fillShop() {
    shop.open();
    deals = new RandomDeals(random, shop);
    deals.fill();
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
              Objects.requireNonNull(
                      shop.blueprint()
                          .find(Dashboard.TYPE, "shop")
                          .orElseThrow()
                          .widgets()
                          .get("w"))
                  .question());
      Asking asking =
          new Asking(
              shop.blueprint(),
              Shop.boss(),
              Environment.of(Instant.now(), workspace.zone()),
              workspace,
              access,
              Given.NOTHING);
      Statement statement = Statements.of(question, asking);
      List<String> expected =
          new NaiveAnswer(question, asking.environment()).of(deals.source(question));
      assertThat(plain(question, reader.together(() -> reader.groups(statement.sql()))))
          .as("seed %d question %d %s", SEED, i, text)
          .isEqualTo(expected);
      Parts parts = statement.parts();
      if (parts != null) {
        inParts++;
        followsChanges(question, asking, statement, parts, text);
      }
    }
    assertThat(inParts).isGreaterThan(QUESTIONS / 6);
  }

  private void followsChanges(
      Question question, Asking asking, Statement statement, Parts parts, String text) {
    KeptParts kept = new KeptParts(reader, changes, 10);
    for (int round = 0; round < 3; round++) {
      Groups groups = kept.follow(statement, parts, changes.each(statement.forms())).orElseThrow();
      assertThat(plain(question, groups))
          .as("seed %d round %d %s", SEED, round, text)
          .isEqualTo(new NaiveAnswer(question, asking.environment()).of(deals.source(question)));
      deals.change();
    }
  }

  /** Rows with their hidden columns put where they belong. */
  static List<String> plain(Question question, Groups groups) {
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
}
