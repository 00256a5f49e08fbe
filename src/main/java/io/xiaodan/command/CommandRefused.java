package io.xiaodan.command;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** A command that cannot be carried out; its message is the sentence to show. */
final class CommandRefused extends RuntimeException {

  CommandRefused(String code, Object... arguments) {
    super(sentence("refused." + code, arguments));
  }

  /**
   * A sentence in English where the console is English, else in Chinese with an English line below.
   */
  static String sentence(String key, Object... arguments) {
    String english = in(Locale.ENGLISH, key, arguments);
    return isEnglish() ? english : in(Locale.CHINESE, key, arguments) + "\n" + english;
  }

  private static String in(Locale locale, String key, Object... arguments) {
    ResourceBundle sentences =
        ResourceBundle.getBundle(
            "i18n.command",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new MessageFormat(sentences.getString(key), locale).format(arguments);
  }

  private static boolean isEnglish() {
    for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
      String value = System.getenv(name);
      if (value != null && !value.isBlank()) {
        return value.startsWith("en");
      }
    }
    return false;
  }
}
