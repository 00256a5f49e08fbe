package io.xiaodan.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.report.Answer;
import io.xiaodan.report.Dashboards;
import io.xiaodan.report.Inquiry;
import io.xiaodan.report.Provenance;
import io.xiaodan.report.QuestionSources;
import io.xiaodan.report.Questions;
import io.xiaodan.report.RowsOfNumber;
import io.xiaodan.report.Spot;
import io.xiaodan.support.ServerTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;

/** Balances and entries as what questions are about. */
@ServerTest
@Import(Store.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class LedgerQuestionTests {

  private static final long SEED = Long.getLong("seed", 20261201);
  private static final UUID ANN = new UUID(1, 1);

  private static final String ROLE =
      """
      {"kind": "role", "key": "keeper_@", "label": "库管", "ledgers": [LEDGERS], "dashboards": ["stock_@"], "forms": {
        "goods_@": {"view": "all"}, "places_@": {"view": {"formula": "name = '一号仓'"}},
        "moves_@": {"view": {"formula": "quantity < 50"}}, "ships_@": {"view": "all"}}}
      """;

  private final Store store;
  private final Questions questions;
  private final Provenance provenance;
  private final QuestionSources sources;
  private final Dashboards dashboards;
  private String name = "";

  @Autowired
  LedgerQuestionTests(
      Store store,
      Questions questions,
      Provenance provenance,
      QuestionSources sources,
      Dashboards dashboards) {
    this.store = store;
    this.questions = questions;
    this.provenance = provenance;
    this.sources = sources;
    this.dashboards = dashboards;
  }

  @BeforeEach
  void fill() {
    name = store.open();
    Random random = new Random(SEED);
    List<String> goods = List.of(good("A4纸"), good("订书机"), good("白板"));
    List<String> places = List.of(place("一号仓"), place("二号仓"));
    for (String good : goods) {
      for (String place : places) {
        move(good, place, 60 + random.nextInt(40), "");
        move(good, place, 1 + random.nextInt(40), "");
        move(good, place, 5, ", 'expected': '" + LocalDate.now().plusDays(9) + "'");
      }
    }
    for (int i = 0; i < 4; i++) {
      String good = goods.get(random.nextInt(3));
      store.create(
          "orders_" + name,
          "'status': 'approved', 'due': '%s', 'lines': [{'product': '%s', 'place': '%s', 'quantity': %d}]"
              .formatted(LocalDate.now().plusDays(i), good, places.get(i % 2), 1 + i));
    }
  }

  private String good(String called) {
    return store.id("goods_" + name, "'name': '" + called + "'");
  }

  private String place(String called) {
    return store.id("places_" + name, "'name': '" + called + "'");
  }

  private void move(String good, String place, int quantity, String more) {
    store.create(
        "moves_" + name,
        "'product': '%s', 'place': '%s', 'quantity': %d%s".formatted(good, place, quantity, more));
  }

  private Inquiry inquiry(String question) {
    return new Inquiry(
        store.json.readTree(question.replace("'", "\\\"").replace("@", name)),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private List<List<@Nullable Object>> ask(Actor actor, String question) {
    Answer answer = questions.answer(store.blueprints.current(), actor, inquiry(question));
    return answer.rows().stream().sorted(java.util.Comparator.comparing(Object::toString)).toList();
  }

  private static Actor boss() {
    return Actor.system(Origin.API);
  }

  private Actor keeper(String... ledgers) {
    String named =
        String.join(", ", List.of(ledgers).stream().map(each -> '"' + each + "_@\"").toList());
    store.publish(name, ROLE.replace("LEDGERS", named));
    return new Actor(ANN, "安", Set.of("keeper_" + name), Language.ZH, Origin.USER, null);
  }

  /** What a statement written by hand gives, as answers write it. */
  private List<List<String>> told(String sql) {
    List<List<String>> rows = new ArrayList<>();
    store.database.query(
        sql.replace("{", "\"" + store.workspace.schema() + "\".").replace("@", name),
        row -> {
          List<String> cells = new ArrayList<>();
          for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            cells.add(row.getString(i));
          }
          rows.add(cells);
        });
    rows.sort(java.util.Comparator.comparing(Object::toString));
    return rows;
  }

  private static final String FREE_BY_PLACE =
      """
      {"source": "stock_@:balances", "filter": "product.name <> '白板'",
       "dimensions": [{"key": "place", "formula": "place.name"}],
       "measures": [{"key": "free", "aggregate": "sum", "formula": "free"}, {"key": "n", "aggregate": "count"}]}
      """;

  private static final String MOVED =
      """
      {"source": "stock_@:entries", "filter": "entry_account = 'on_hand'",
       "dimensions": [{"key": "posting", "formula": "entry_posting"}],
       "measures": [{"key": "moved", "aggregate": "sum", "formula": "on_hand"}, {"key": "n", "aggregate": "count"}]}
      """;

  @Test
  void balancesAndEntriesAnswerAsStatementsWrittenByHand() {
    assertThat(ask(boss(), FREE_BY_PLACE).toString())
        .isEqualTo(
            told("SELECT p.name, sum(b.on_hand - b.reserved)::numeric(20,3), count(*) FROM {l_stock_@ b JOIN {f_places_@ p ON p.id = b.place JOIN {f_goods_@ g ON g.id = b.product WHERE g.name <> '白板' GROUP BY 1 ORDER BY 1")
                .toString());
    String byDay =
        """
        {"source": "stock_@:entries", "dimensions": [{"key": "day", "formula": "entry_day", "bucket": "day"}, {"key": "good", "formula": "product.name"}],
         "measures": [{"key": "reserved", "aggregate": "sum", "formula": "reserved"}, {"key": "incoming", "aggregate": "sum", "formula": "incoming"}]}
        """;
    assertThat(ask(boss(), byDay).toString())
        .isEqualTo(
            told("SELECT e._day, g.name, COALESCE(sum(e._quantity) FILTER (WHERE e._account = 'reserved'), 0)::numeric(20,3), COALESCE(sum(e._quantity) FILTER (WHERE e._account = 'incoming'), 0)::numeric(20,3) FROM {l_stock_@__entry e JOIN {f_goods_@ g ON g.id = e.product GROUP BY 1, 2 ORDER BY 1, 2")
                .toString());
    String origins =
        """
        {"source": "stock_@:entries", "dimensions": [{"key": "no", "formula": "moves_@.no"}],
         "measures": [{"key": "quantity", "aggregate": "sum", "formula": "entry_quantity"}]}
        """;
    assertThat(ask(boss(), origins).toString())
        .isEqualTo(
            told("SELECT m.no, sum(e._quantity)::numeric(20,3) FROM {l_stock_@__entry e LEFT JOIN {f_moves_@ m ON m.id = e._record AND e._form = 'moves_@' GROUP BY 1")
                .toString());
  }

  @Test
  void balancesAreThoseAtTheEndOfADay() {
    String asOf =
        """
        {"source": "stock_@:balances", "asOf": "param.until", "parameters": [{"key": "until", "type": "date", "default": "TODAY() + 2"}],
         "dimensions": [{"key": "good", "formula": "product.name"}],
         "measures": [{"key": "reserved", "aggregate": "sum", "formula": "reserved"}, {"key": "free", "aggregate": "sum", "formula": "free"}]}
        """;
    LocalDate until = LocalDate.now(store.workspace.zone()).plusDays(2);
    assertThat(ask(boss(), asOf).toString())
        .isEqualTo(
            told("SELECT g.name, sum(d.reserved)::numeric(20,3), sum(d.on_hand - d.reserved)::numeric(20,3) FROM {l_stock_@__day d JOIN {f_goods_@ g ON g.id = d.product WHERE d._day <= '"
                    + until
                    + "' GROUP BY 1 ORDER BY 1")
                .toString());
    String before = asOf.replace("TODAY() + 2", "TODAY() - 400");
    assertThat(ask(boss(), before)).isEmpty();
    assertThatThrownBy(() ->
            ask(
                boss(),
                """
                {"source": "goods_@", "asOf": "TODAY()", "measures": [{"key": "n", "aggregate": "count"}]}
                """))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void nobodyReadsOfALedgerWhatTheRecordsThemselvesHide() {
    Actor keeper = keeper("stock");
    assertThat(ask(keeper, FREE_BY_PLACE).toString())
        .isEqualTo(
            told("SELECT p.name, sum(b.on_hand - b.reserved)::numeric(20,3), count(*) FROM {l_stock_@ b JOIN {f_places_@ p ON p.id = b.place JOIN {f_goods_@ g ON g.id = b.product WHERE g.name <> '白板' AND p.name = '一号仓' GROUP BY 1 ORDER BY 1")
                .toString());
    String seen =
        "FROM {l_stock_@__entry e JOIN {f_places_@ p ON p.id = e.place AND p.name = '一号仓' JOIN {f_moves_@ m ON m.id = e._record AND m.quantity < 50 ";
    assertThat(ask(keeper, MOVED).toString())
        .as("seed " + SEED)
        .isEqualTo(
            told("SELECT e._rule, sum(e._quantity)::numeric(20,3), count(*) "
                    + seen
                    + "WHERE e._account = 'on_hand' GROUP BY 1 ORDER BY 1")
                .toString());
    String everything =
        """
        {"source": "stock_@:entries", "measures": [{"key": "n", "aggregate": "count"}, {"key": "reserved", "aggregate": "sum", "formula": "reserved"}]}
        """;
    String own = told("SELECT count(*) " + seen).getFirst().getFirst();
    assertThat(ask(keeper, everything).toString())
        .as("what orders reserved is for those who see the orders")
        .isEqualTo("[[" + own + ", 0.000]]");
    RowsOfNumber rows = rows(keeper, everything);
    assertThat(String.valueOf(rows.total())).isEqualTo(own);
    assertThat(rows.items()).allMatch(item -> item.record() != null);
    assertThatThrownBy(() ->
            ask(
                keeper,
                """
                {"source": "open_@:balances", "measures": [{"key": "n", "aggregate": "count"}]}
                """))
        .as("a ledger no role of theirs names")
        .isInstanceOf(ProblemException.class);
    assertThat(sources.all(store.blueprints.current(), keeper))
        .extracting(QuestionSources.Entry::key)
        .contains("stock_" + name + ":balances", "stock_" + name + ":entries")
        .doesNotContain("open_" + name + ":balances");
    assertThat(
            sources.fields(
                store.blueprints.current(), keeper, "stock_" + name + ":balances", "place"))
        .extracting(each -> each.path())
        .contains("place.name");
  }

  private RowsOfNumber rows(Actor actor, String question) {
    return provenance.rows(
        store.blueprints.current(), actor, inquiry(question), new Spot(Map.of(), null), 50, null);
  }

  @Test
  void behindANumberStandTheRecordsThatPosted() {
    RowsOfNumber entries = rows(boss(), MOVED);
    assertThat(entries.items())
        .hasSize(12)
        .allSatisfy(item -> {
          assertThat(item.form()).isEqualTo("moves_" + name);
          assertThat(item.title()).startsWith("M");
          assertThat(
                  store
                      .records
                      .get(
                          store.caller(),
                          "moves_" + name,
                          UUID.fromString(String.valueOf(item.record())))
                      .id())
              .hasToString(item.record());
        });
    RowsOfNumber balances = rows(boss(), FREE_BY_PLACE);
    assertThat(balances.items())
        .hasSize(4)
        .allSatisfy(item -> {
          assertThat(item.record()).isNull();
          assertThat(item.at()).containsOnlyKeys("product", "place");
          assertThat(item.title()).contains(" / ");
        });
  }

  @Test
  void aBoardFollowsTheLedger() {
    store.publish(
        name,
        """
        {"kind": "dashboard", "key": "stock_@", "label": "库存", "widgets": [
          {"key": "free", "chart": "table", "title": "可用", "layout": {"x": 0, "y": 0, "w": 6, "h": 6}, "question": Q}]}
        """
            .replace("Q", FREE_BY_PLACE));
    Actor keeper = keeper("stock");
    for (String form : List.of("orders_", "moves_", "ships_", "goods_")) {
      assertThat(dashboards.dependingOn(store.blueprints.current(), keeper, Set.of(form + name)))
          .as(form)
          .containsKey("stock_" + name);
    }
    Object before = board(keeper);
    move(good("便签"), place("一号仓"), 7, "");
    Store.await(() -> !board(keeper).equals(before));
    assertThat(board(keeper).toString()).contains("一号仓");
    assertThat(board(keeper("open")))
        .as("the widget is not there for who does not see the ledger")
        .isEqualTo("[]");
  }

  private Object board(Actor actor) {
    return String.valueOf(
        dashboards
            .data(store.blueprints.current(), actor, "stock_" + name, List.of())
            .widgets()
            .values()
            .stream()
            .map(Answer::rows)
            .toList());
  }
}
