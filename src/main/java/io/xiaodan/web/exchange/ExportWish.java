package io.xiaodan.web.exchange;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the properties of a request body; everything wrong is said at once. */
final class ExportWish {

  private final JsonNode body;
  private final List<Violation> violations = new ArrayList<>();

  ExportWish(JsonNode body) {
    this.body = body;
  }

  @Nullable String text(String name) {
    JsonNode node = body.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (!node.isString()) {
      wrong(name);
      return null;
    }
    return node.stringValue().isBlank() ? null : node.stringValue();
  }

  /** A filter: the text of a formula, or a tree of conditions. */
  @Nullable String filter(String name) {
    JsonNode node = body.path(name);
    return node.isObject() ? node.toString() : text(name);
  }

  @Nullable List<String> texts(String name) {
    JsonNode node = body.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (!node.isArray() || node.isEmpty() || !node.valueStream().allMatch(JsonNode::isString)) {
      wrong(name);
      return null;
    }
    return node.valueStream().map(JsonNode::stringValue).toList();
  }

  boolean flag(String name) {
    JsonNode node = body.path(name);
    if (!node.isMissingNode() && !node.isNull() && !node.isBoolean()) {
      wrong(name);
    }
    return node.asBoolean(false);
  }

  <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
    JsonNode node = body.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return otherwise;
    }
    String wanted = node.asString("");
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(wanted))
        .findFirst()
        .orElseGet(() -> {
          wrong(name);
          return otherwise;
        });
  }

  private void wrong(String name) {
    violations.add(Violation.at(name, Message.of("exchange.property", "property", name)));
  }

  void check() {
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).exception();
    }
  }
}
