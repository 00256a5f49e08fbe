package io.xiaodan.report.question;

import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of some rows and the parameters of a question. */
record ParameterSchema(Schema rows, List<Parameter> parameters) implements Schema {

  @Override
  public Optional<ValueType> typeOf(String name) {
    if (!name.equals(Parameter.ROOT) || parameters.isEmpty()) {
      return rows.typeOf(name);
    }
    Map<String, ValueType> types = new LinkedHashMap<>();
    parameters.forEach(parameter -> types.put(parameter.key(), parameter.type()));
    return Optional.of(new ValueType.RecordOf(Parameter.ROOT, Schema.of(types)));
  }
}
