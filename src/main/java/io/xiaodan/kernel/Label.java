package io.xiaodan.kernel;

/**
 * A name that people read, in both languages.
 *
 * @param zh the Chinese text; never blank
 * @param en the English text; the Chinese one where none was given
 */
public record Label(String zh, String en) {

  /** The same text in both languages, for names that are not translated. */
  public static Label of(String text) {
    return new Label(text, text);
  }

  /** The text in one language. */
  public String in(Language language) {
    return language == Language.EN ? en : zh;
  }
}
