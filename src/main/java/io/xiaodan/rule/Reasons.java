package io.xiaodan.rule;

import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps reasons as JSON: {@code {"code": …, "zh": …, "en": …}}. */
@Component
class Reasons {

  private final Messages messages;
  private final JsonMapper json;

  Reasons(Messages messages, JsonMapper json) {
    this.messages = messages;
    this.json = json;
  }

  private record Kept(String code, String zh, String en) {}

  String write(Message message) {
    return json.writeValueAsString(
        new Kept(
            message.code(),
            messages.text(message, Language.ZH),
            messages.text(message, Language.EN)));
  }

  @Nullable Reason read(@Nullable String text) {
    if (text == null) {
      return null;
    }
    JsonNode kept = json.readTree(text);
    return new Reason(
        kept.path("code").asString(""),
        new Label(kept.path("zh").asString(""), kept.path("en").asString("")));
  }
}
