package io.xiaodan.report;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.identity.Actor;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Finds the number an alert is about, and which side of a line it is on. */
@Component
class AlertNumber {

  private final Questions questions;

  AlertNumber(Questions questions) {
    this.questions = questions;
  }

  /**
   * The number as it is now.
   *
   * @return empty where the answer has no such row, or nothing stands there
   */
  @Nullable BigDecimal of(Blueprint blueprint, Actor owner, String dashboard, JsonNode alert) {
    Answer answer =
        questions.answer(
            blueprint, owner, Inquiry.of(dashboard, alert.path("widget").asString("")));
    List<String> keys = answer.columns().stream().map(AnswerColumn::key).toList();
    int column = keys.indexOf(alert.path("column").asString(""));
    if (column < 0) {
      return null;
    }
    for (List<@Nullable Object> row : answer.rows().reversed()) {
      if (isAt(keys, row, alert.path("at"))) {
        Object value = row.get(column);
        return value == null ? null : read(value.toString());
      }
    }
    return null;
  }

  /** Without a place the last row is meant, as a number with its trend shows it. */
  private static boolean isAt(List<String> keys, List<@Nullable Object> row, JsonNode at) {
    for (Map.Entry<String, JsonNode> wanted : at.properties()) {
      int column = keys.indexOf(wanted.getKey());
      Object value = column < 0 ? null : row.get(column);
      String own =
          switch (value) {
            case null -> "";
            case Answer.Titled titled -> titled.id();
            default -> value.toString();
          };
      JsonNode other = wanted.getValue();
      String text = other.isObject() ? other.path("id").asString("") : other.asString("");
      if (!own.equals(text)) {
        return false;
      }
    }
    return true;
  }

  static boolean holds(String operator, BigDecimal number, BigDecimal line) {
    int compared = number.compareTo(line);
    return switch (operator) {
      case "lt" -> compared < 0;
      case "le" -> compared <= 0;
      case "gt" -> compared > 0;
      default -> compared >= 0;
    };
  }

  /** A number written exactly; null for anything else. */
  static @Nullable BigDecimal number(JsonNode value) {
    return value.isString() || value.isNumber() ? read(value.asString()) : null;
  }

  private static @Nullable BigDecimal read(String text) {
    try {
      return text.length() > 60 ? null : new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
