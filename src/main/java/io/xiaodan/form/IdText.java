package io.xiaodan.form;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads ids that were stored; what an older type of the field left is none. */
final class IdText {

  private IdText() {}

  static @Nullable UUID read(JsonNode json) {
    try {
      return UUID.fromString(json.asString(""));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
