package io.xiaodan.kernel;

/** The languages the product speaks. Chinese comes first wherever nothing was chosen. */
public enum Language {
  ZH,
  EN;

  /** Reads a language tag such as {@code zh-CN} or {@code en}; anything unknown is Chinese. */
  public static Language of(String tag) {
    return tag.toLowerCase(java.util.Locale.ROOT).startsWith("en") ? EN : ZH;
  }

  /** The tag used in files and over HTTP: {@code zh} or {@code en}. */
  public String tag() {
    return this == ZH ? "zh" : "en";
  }
}
