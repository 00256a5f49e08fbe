package io.xiaodan.platform;

import java.util.List;
import java.util.Locale;

/**
 * Something to tell the person at the console once the server answers, such as how to sign in for
 * the first time. Every bean of this type is asked once, in the order of {@link
 * org.springframework.core.annotation.Order}.
 */
public interface StartupNotice {

  /**
   * Lines to print, none when there is nothing to say.
   *
   * @param address where the server answers, such as {@code http://localhost:8080}, without a slash
   *     at its end
   * @param locale the language of the console, Chinese or English
   */
  List<String> lines(String address, Locale locale);
}
