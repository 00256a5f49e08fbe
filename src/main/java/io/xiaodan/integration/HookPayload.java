package io.xiaodan.integration;

import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A payload, read as a mapping says: JSON, or the fields of an HTML form. Numbers stay exact. */
final class HookPayload {

  private static final int LONGEST_KEY = 300;

  private final JsonMapper json;
  private final JsonNode payload;

  private HookPayload(JsonMapper json, JsonNode payload) {
    this.json = json;
    this.payload = payload;
  }

  /**
   * Reads a body.
   *
   * @throws io.xiaodan.kernel.ProblemException MALFORMED when it is neither
   */
  static HookPayload read(JsonMapper json, String body) {
    JsonMapper exact =
        json.rebuild().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    String text = body.strip();
    if (!text.startsWith("{") && !text.startsWith("[") && text.contains("=")) {
      return new HookPayload(exact, form(exact, text));
    }
    try {
      JsonNode read = exact.readTree(text);
      if (read != null && read.isContainer()) {
        return new HookPayload(exact, read);
      }
    } catch (JacksonException e) {
      // Said below.
    }
    throw Problem.of(ProblemKind.MALFORMED, "malformed").exception();
  }

  private static ObjectNode form(JsonMapper json, String text) {
    ObjectNode fields = json.createObjectNode();
    for (String pair : text.split("&")) {
      String[] parts = pair.split("=", 2);
      fields.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
    }
    return fields;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.of(ProblemKind.MALFORMED, "malformed").exception();
    }
  }

  /**
   * What makes the call the same call; null where the mapping asks for nothing.
   *
   * @throws io.xiaodan.kernel.ProblemException INVALID when it is not in the payload
   */
  @Nullable String key(HookMapping mapping) {
    String pointer = mapping.key();
    if (pointer == null) {
      return null;
    }
    String key = text(at(pointer));
    if (key == null || key.isBlank() || key.length() > LONGEST_KEY) {
      throw Problem.invalid(
              List.of(Violation.at(pointer, Message.of("integration.no_key", "path", pointer))))
          .exception();
    }
    return key;
  }

  private JsonNode at(String pointer) {
    return payload.at(pointer);
  }

  /**
   * The values for the record door.
   *
   * @throws io.xiaodan.kernel.ProblemException INVALID with every part that is of the wrong shape
   */
  ObjectNode values(HookMapping mapping, Form form) {
    List<Violation> violations = new ArrayList<>();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (HookMapping.Source source : mapping.fields()) {
      FormField field = form.fields().get(source.field());
      if (field == null) {
        violations.add(
            Violation.at(
                source.field(),
                Message.of("integration.no_field", "form", form.label(), "field", source.field())));
        continue;
      }
      put(values, source, violations);
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).exception();
    }
    return json.valueToTree(values);
  }

  private void put(
      Map<String, @Nullable Object> values, HookMapping.Source source, List<Violation> violations) {
    String path = source.path();
    JsonNode found = path == null ? null : at(path);
    if (path == null) {
      values.put(source.field(), referred(source, source.value()));
    } else if (found == null || found.isMissingNode() || found.isNull()) {
      // What is not sent leaves the field as it is.
      return;
    } else if (found.isObject()) {
      violations.add(Violation.at(path, Message.of("integration.not_a_value", "path", path)));
    } else if (found.isArray()) {
      values.put(source.field(), found);
    } else if (found.isBoolean()) {
      values.put(source.field(), found.booleanValue());
    } else {
      String text = String.valueOf(text(found));
      Map<String, String> words = source.words();
      values.put(
          source.field(), referred(source, words == null ? text : words.getOrDefault(text, text)));
    }
  }

  private static @Nullable Object referred(HookMapping.Source source, @Nullable String text) {
    String by = source.by();
    return by == null || text == null ? text : Map.of("by", Map.of(by, text));
  }

  private static @Nullable String text(JsonNode node) {
    if (node.isNumber()) {
      return node.decimalValue().toPlainString();
    }
    return node.isValueNode() && !node.isNull() ? node.asString() : null;
  }
}
