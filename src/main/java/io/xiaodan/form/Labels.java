package io.xiaodan.form;

import io.xiaodan.kernel.Label;
import tools.jackson.databind.JsonNode;

/** Reads labels from documents. */
public final class Labels {

  private Labels() {}

  /**
   * Reads {@code {"zh": …, "en": …}} or a plain text; what is missing is filled from the other
   * language, then from the key.
   */
  public static Label read(JsonNode label, String key) {
    if (label.isString()) {
      return Label.of(label.stringValue());
    }
    String zh = label.path("zh").asString("");
    String en = label.path("en").asString("");
    String either = zh.isBlank() ? (en.isBlank() ? key : en) : zh;
    return new Label(zh.isBlank() ? either : zh, en.isBlank() ? either : en);
  }
}
