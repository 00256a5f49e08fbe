package io.xiaodan.expression.text;

import io.xiaodan.expression.number.Decimals;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a number from a text, for {@code VALUE} and for criteria such as {@code ">=100"}. */
public final class NumberText {

  private static final int LONGEST = 200;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\\.[0-9]+)?%?");

  private NumberText() {}

  /**
   * ASCII digits with sign, point, thousands commas and percent sign, blanks around; {@code null}
   * for anything else.
   */
  public static @Nullable BigDecimal parse(String text) {
    String trimmed = Texts.trim(text);
    if (trimmed == null || trimmed.length() > LONGEST || !NUMBER.matcher(trimmed).matches()) {
      return null;
    }
    String digits = trimmed.replace(",", "");
    boolean percent = digits.endsWith("%");
    var value = new BigDecimal(percent ? digits.substring(0, digits.length() - 1) : digits);
    return Decimals.rounded(percent ? value.movePointLeft(2) : value);
  }
}
