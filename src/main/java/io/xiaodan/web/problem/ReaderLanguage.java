package io.xiaodan.web.problem;

import io.xiaodan.kernel.Language;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Which of the product's languages the reader of an answer prefers. */
public final class ReaderLanguage {

  private ReaderLanguage() {}

  /** The language of a request, by its {@code Accept-Language}. */
  public static Language of(HttpServletRequest request) {
    return of(request.getHeader("Accept-Language"));
  }

  /**
   * The language with the highest weight among those the product speaks, the first of equals;
   * Chinese when none is named.
   */
  static Language of(@Nullable String accepted) {
    if (accepted == null) {
      return Language.ZH;
    }
    Language best = Language.ZH;
    double heaviest = 0;
    for (String range : accepted.split(",", 20)) {
      String[] parts = range.strip().split(";", 2);
      String tag = parts[0].strip().toLowerCase(java.util.Locale.ROOT);
      if (tag.startsWith("zh") || tag.startsWith("en")) {
        double weight = parts.length == 1 ? 1 : weight(parts[1]);
        if (weight > heaviest) {
          heaviest = weight;
          best = Language.of(tag);
        }
      }
    }
    return best;
  }

  private static double weight(String parameter) {
    String text = parameter.strip();
    try {
      return text.startsWith("q=") ? Double.parseDouble(text.substring(2)) : 1;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
