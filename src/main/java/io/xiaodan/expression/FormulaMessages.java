package io.xiaodan.expression;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/** Errors as sentences, in Chinese or English. */
public final class FormulaMessages {

  private static final Properties CHINESE = load("zh");
  private static final Properties ENGLISH = load("en");
  private static final String LIST = "list.";

  private FormulaMessages() {}

  /** The sentence for an error; English for any language but Chinese. */
  public static String text(FormulaError error, Locale locale) {
    Properties texts = locale.getLanguage().equals("zh") ? CHINESE : ENGLISH;
    List<String> arguments = error.arguments();
    return insert(
        texts.getProperty(error.messageKey(), error.messageKey()),
        arguments.stream().map(argument -> words(argument, texts)).toList());
  }

  /** An argument that starts with {@code @} names a type. */
  private static String words(String argument, Properties texts) {
    return argument.startsWith("@") ? type(argument.substring(1), texts) : argument;
  }

  private static String type(String word, Properties texts) {
    if (word.startsWith(LIST)) {
      String element = type(word.substring(LIST.length()), texts);
      return insert(texts.getProperty("expression.type.list-of", "{0}"), List.of(element));
    }
    return texts.getProperty("expression.type." + word, word);
  }

  /** Replaces each placeholder once, so that what a user wrote is never taken for one. */
  private static String insert(String sentence, List<String> arguments) {
    var result = new StringBuilder();
    int at = 0;
    for (int open = sentence.indexOf('{'); open >= 0; open = sentence.indexOf('{', open + 1)) {
      int index = open + 1 < sentence.length() ? sentence.charAt(open + 1) - '0' : -1;
      if (index >= 0 && index < arguments.size() && sentence.startsWith("}", open + 2)) {
        result.append(sentence, at, open).append(arguments.get(index));
        at = open + 3;
      }
    }
    return result.append(sentence.substring(at)).toString();
  }

  private static Properties load(String language) {
    String name = "/i18n/expression_" + language + ".properties";
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(FormulaMessages.class.getResourceAsStream(name)),
            StandardCharsets.UTF_8)) {
      var texts = new Properties();
      texts.load(reader);
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
