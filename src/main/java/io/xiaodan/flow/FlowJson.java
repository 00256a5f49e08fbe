package io.xiaodan.flow;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads what is kept of instances; what is empty is left out. */
@Component
class FlowJson {

  private final JsonMapper json =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  String write(Object value) {
    return json.writeValueAsString(value);
  }

  FlowState state(String text) {
    return json.readValue(text, FlowState.class);
  }

  JsonNode tree(@Nullable String text) {
    return json.readTree(text == null ? "[]" : text);
  }

  <T> T read(JsonNode tree, Class<T> type) {
    return json.treeToValue(tree, type);
  }

  JsonMapper mapper() {
    return json;
  }
}
