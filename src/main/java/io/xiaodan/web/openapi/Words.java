package io.xiaodan.web.openapi;

import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;

/** The sentences of a description, in one language. */
record Words(Messages messages, Language language) {

  /** A sentence about the API. */
  String say(String code, Object... namesAndValues) {
    return messages.text(Message.of("openapi." + code, namesAndValues), language);
  }

  String of(Label label) {
    return label.in(language);
  }
}
