package io.xiaodan.kernel;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A sentence for people, kept as a code and its arguments until the reader's language is known.
 *
 * @param code the key in the resource files {@code i18n/*_zh.properties} and {@code
 *     i18n/*_en.properties}
 * @param arguments values for the braces of the sentence, by name; a {@link Label} is shown in the
 *     reader's language
 */
public record Message(String code, Map<String, Object> arguments) {

  public Message {
    arguments = Map.copyOf(arguments);
  }

  /** A message whose arguments are given as name, value, name, value. */
  public static Message of(String code, Object... namesAndValues) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Message(code, arguments);
  }
}
