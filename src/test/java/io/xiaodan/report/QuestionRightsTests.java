package io.xiaodan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.support.ServerTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class QuestionRightsTests {

  @Autowired private Shop shop;
  @Autowired private Dashboards dashboards;

  @BeforeEach
  void openShop() {
    shop.open();
    UUID south = shop.client("甲", "south");
    UUID east = shop.client("乙", "east");
    shop.dealOf(Shop.ANN, "client", south, "amount", "10");
    shop.dealOf(Shop.BOB, "client", east, "amount", "5");
  }

  private Map<String, Answer> data(Actor actor, String... widgets) {
    return dashboards.data(shop.blueprint(), actor, "shop", List.of(widgets)).widgets();
  }

  private List<?> rows(Actor actor) {
    return java.util.Objects.requireNonNull(data(actor, "w").get("w")).rows();
  }

  private static String sum(String formula) {
    return """
    {"source": "deals", "measures": [{"key": "s", "aggregate": "sum", "formula": "%s"}]}
    """
        .formatted(formula);
  }

  @Test
  void sumsOnlyTheRowsSomebodySees() {
    shop.ask(sum("amount"));
    assertThat(rows(Shop.actor(Shop.ANN, "seller"))).isEqualTo(List.of(List.of("10.00")));
    assertThat(rows(Shop.actor(Shop.BOB, "seller"))).isEqualTo(List.of(List.of("5.00")));
    assertThat(rows(Shop.boss())).isEqualTo(List.of(List.of("15.00")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"amount", "IF(amount > 7, 1, 0)", "IF(ISEMPTY(amount), 0, 1)"})
  void aHiddenFieldCannotBeAskedForInAnyWay(String formula) {
    shop.ask(sum(formula));
    refusesEverywhere(Shop.actor(Shop.ANN, "clerk"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LEN(client.secret)",
        "COUNTIF(items.good.name, \\\"笔\\\")",
        "IF(client.secret = \\\"s\\\", 1, 0)"
      })
  void normallyHiddenIsHiddenThroughReferencesAndListsToo(String formula) {
    shop.ask(sum(formula));
    refusesEverywhere(Shop.actor(Shop.ANN, "visitor"));
  }

  @Test
  void aHiddenFieldCannotSortFilterOrNumberEither() {
    shop.ask(
        """
        {"source": "deals", "filter": "amount > 1", "measures": [{"key": "n", "aggregate": "count"}]}
        """);
    refusesEverywhere(Shop.actor(Shop.ANN, "clerk"));
    shop.ask(
        """
        {"source": "deals", "derive": [{"key": "nth", "type": "position", "of": "amount", "by": "day"}],
         "measures": [{"key": "n", "aggregate": "sum", "formula": "nth"}]}
        """);
    refusesEverywhere(Shop.actor(Shop.ANN, "clerk"));
  }

  private void refusesEverywhere(Actor actor) {
    assertThat(data(actor)).isEmpty();
    assertThat(dashboards.require(shop.blueprint(), actor, "shop").document().path("widgets"))
        .isEmpty();
    assertThatThrownBy(() -> data(actor, "w"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().kind()).isEqualTo(ProblemKind.NOT_FOUND));
  }

  @Test
  void recordsOutOfReachAreEmptyWhenTheyAreReferredTo() {
    shop.ask(
        """
        {"source": "deals", "dimensions": [{"key": "area", "formula": "client.area"}],
         "measures": [{"key": "s", "aggregate": "sum", "formula": "amount"}]}
        """);
    List<?> shown = rows(Shop.actor(Shop.ANN, "visitor"));
    assertThat(shown.toString()).isEqualTo("[[east, 5.00], [null, 10.00]]");
  }

  @Test
  void aDashboardOfAnotherRoleIsNotThere() {
    shop.ask(sum("amount"));
    Actor stranger = Shop.actor(Shop.ANN, "nobody");
    assertThat(dashboards.list(shop.blueprint(), stranger)).isEmpty();
    assertThat(dashboards.dependingOn(shop.blueprint(), stranger, Set.of("deals"))).isEmpty();
    assertThatThrownBy(() -> data(stranger)).isInstanceOf(ProblemException.class);
  }
}
