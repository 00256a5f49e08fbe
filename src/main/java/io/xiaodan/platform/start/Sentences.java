package io.xiaodan.platform.start;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * What the console says, in the language of the person in front of it: Chinese unless the
 * environment says otherwise.
 */
public final class Sentences {

  private static final String BUNDLE = "i18n.platform";

  private Sentences() {}

  /**
   * The language that {@code LC_ALL}, {@code LC_MESSAGES} or {@code LANG} asks for: English or
   * Chinese.
   */
  public static Locale console() {
    for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
      String value = System.getenv(name);
      if (value != null && !value.isBlank()) {
        return speaks(value);
      }
    }
    return Locale.CHINESE;
  }

  private static Locale speaks(@Nullable String language) {
    return language != null && language.startsWith("en") ? Locale.ENGLISH : Locale.CHINESE;
  }

  /** One sentence in one language. */
  public static String in(Locale locale, String key, Object... arguments) {
    String pattern =
        ResourceBundle.getBundle(
                BUNDLE,
                locale,
                ResourceBundle.Control.getNoFallbackControl(
                    ResourceBundle.Control.FORMAT_PROPERTIES))
            .getString(key);
    return new MessageFormat(pattern, locale).format(arguments);
  }

  /** One sentence for the console: in English alone, or in Chinese with an English line below. */
  public static String forConsole(String key, Object... arguments) {
    String english = in(Locale.ENGLISH, key, arguments);
    return console().equals(Locale.ENGLISH)
        ? english
        : in(Locale.CHINESE, key, arguments) + System.lineSeparator() + english;
  }
}
