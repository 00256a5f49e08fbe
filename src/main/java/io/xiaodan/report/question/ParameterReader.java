package io.xiaodan.report.question;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Labels;
import io.xiaodan.kernel.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the parameters of a question; whatever is wrong becomes a finding. */
record ParameterReader(FormulaFinder finder) {

  private static final Schema NOTHING = name -> Optional.empty();

  List<Parameter> read(JsonNode documents, Schema rows, String place) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    for (JsonNode document : documents) {
      String key = document.path("key").asString();
      String at = place + ".parameters." + key;
      ValueType type = type(document.path("type").asString());
      Formula initial =
          document.path("default").isString()
              ? finder.formula(document.path("default").asString(), NOTHING, type, at + ".default")
              : null;
      Parameter parameter =
          new Parameter(key, Labels.read(document.path("label"), key), type, initial);
      if (parameters.putIfAbsent(key, parameter) != null) {
        finder.error(at, Message.of("report.key_taken", "key", key));
      }
    }
    if (!parameters.isEmpty() && rows.typeOf(Parameter.ROOT).isPresent()) {
      finder.error(place + ".parameters", Message.of("report.key_taken", "key", Parameter.ROOT));
    }
    return List.copyOf(parameters.values());
  }

  private static ValueType type(String name) {
    return switch (name) {
      case "number" -> ValueType.NUMBER;
      case "date" -> ValueType.DATE;
      case "boolean" -> ValueType.BOOLEAN;
      default -> ValueType.TEXT;
    };
  }
}
