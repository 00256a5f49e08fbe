package io.xiaodan.kernel;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a {@link Message} into the sentence of one language.
 *
 * <p>Each module keeps its sentences in {@code i18n/<module>_zh.properties} and {@code
 * i18n/<module>_en.properties} (UTF-8); codes are unique over all of them. Arguments stand in
 * braces by name: {@code 请填写{label}}.
 */
public final class Messages {

  /**
   * The modules that bring sentences; a file that is absent is a programming error found at start.
   */
  private static final Pattern BRACES = Pattern.compile("\\{(\\w+)}");

  private final Map<Language, Properties> sentences = new EnumMap<>(Language.class);

  /** Loads the sentences of the named modules. */
  public Messages(List<String> modules) {
    for (Language language : Language.values()) {
      Properties all = new Properties();
      for (String module : modules) {
        load(all, "i18n/" + module + "_" + language.tag() + ".properties");
      }
      sentences.put(language, all);
    }
  }

  /** The sentence in one language; a code without a sentence is shown as it is. */
  public String text(Message message, Language language) {
    String pattern = Objects.requireNonNull(sentences.get(language)).getProperty(message.code());
    if (pattern == null) {
      return message.code() + (message.arguments().isEmpty() ? "" : " " + message.arguments());
    }
    Matcher braces = BRACES.matcher(pattern);
    return braces.replaceAll(
        match -> Matcher.quoteReplacement(argument(message, match.group(1), language)));
  }

  private String argument(Message message, String name, Language language) {
    Object value = message.arguments().get(name);
    return switch (value) {
      case null -> "{" + name + "}";
      case Label label -> label.in(language);
      case Message nested -> text(nested, language);
      case java.math.BigDecimal number -> number.toPlainString();
      default -> value.toString();
    };
  }

  private static void load(Properties into, String resource) {
    try {
      Enumeration<URL> found = Messages.class.getClassLoader().getResources(resource);
      if (!found.hasMoreElements()) {
        throw new IllegalStateException("no resource " + resource);
      }
      while (found.hasMoreElements()) {
        try (var reader =
            new InputStreamReader(found.nextElement().openStream(), StandardCharsets.UTF_8)) {
          into.load(reader);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
