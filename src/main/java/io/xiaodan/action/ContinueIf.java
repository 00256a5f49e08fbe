package io.xiaodan.action;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.ValueType;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Lets the steps behind it happen only if a condition holds at that moment: "if it is still unpaid
 * two days later".
 */
public final class ContinueIf implements Action {

  private final Formula condition;

  private ContinueIf(Formula condition) {
    this.condition = condition;
  }

  static @Nullable ContinueIf read(ActionReader reader, JsonNode step, String place) {
    Formula condition =
        reader.formula(
            step.path("if").asString(""), reader.schema(), ValueType.BOOLEAN, place + ".if");
    return condition == null ? null : new ContinueIf(condition);
  }

  @Override
  public String name() {
    return "continue_if";
  }

  Outcome carryOut(Stage stage) {
    return condition.test(stage.values(), stage.environment())
        ? new Outcome.Done(Map.of())
        : new Outcome.Skipped(true, null);
  }
}
