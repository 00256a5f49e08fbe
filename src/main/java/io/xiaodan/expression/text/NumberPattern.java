package io.xiaodan.expression.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Excel's number formats of one section: {@code 0.00}, {@code #,##0.##}, {@code 0.0%}, {@code 000},
 * with text around the digits, quoted or not ({@code ¥#,##0.00}, {@code 0"件"}).
 *
 * @param whole fewest digits before the point
 * @param fewest fewest decimal places
 * @param most most decimal places
 */
public record NumberPattern(
    String prefix,
    boolean grouped,
    int whole,
    int fewest,
    int most,
    boolean percent,
    String suffix) {

  private static final String AROUND = "((?:\"[^\"]*\"|[^\"#0,.%;@*_?\\[\\]\\\\A-Za-z])*)";
  private static final Pattern PATTERN =
      Pattern.compile(AROUND + "(#[#,]*[0]*|[0]+)(?:\\.(0*)(#*))?(%?)" + AROUND);
  private static final Pattern GROUPED =
      Pattern.compile(AROUND + "(#,##0|#,###)(?:\\.(0*)(#*))?(%?)" + AROUND);
  private static final int LONGEST = 60;

  public static Optional<NumberPattern> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher grouped = GROUPED.matcher(text);
    if (grouped.matches()) {
      return Optional.of(of(grouped, true));
    }
    Matcher plain = PATTERN.matcher(text);
    return plain.matches() && plain.group(2).indexOf(',') < 0
        ? Optional.of(of(plain, false))
        : Optional.empty();
  }

  private static NumberPattern of(Matcher matcher, boolean grouped) {
    int fewest = lengthOf(matcher.group(3));
    return new NumberPattern(
        matcher.group(1).replace("\"", ""),
        grouped,
        (int) matcher.group(2).chars().filter(c -> c == '0').count(),
        fewest,
        fewest + lengthOf(matcher.group(4)),
        matcher.group(5).equals("%"),
        matcher.group(6).replace("\"", ""));
  }

  private static int lengthOf(@Nullable String part) {
    return part == null ? 0 : part.length();
  }

  /** The number, rounded half away from zero; a minus sign goes before everything. */
  public @Nullable String format(BigDecimal number) {
    BigDecimal shown =
        (percent ? number.movePointRight(2) : number).setScale(most, RoundingMode.HALF_UP);
    String digits = shown.abs().toPlainString();
    int point = digits.indexOf('.');
    String before = point < 0 ? digits : digits.substring(0, point);
    String after = point < 0 ? "" : digits.substring(point + 1);
    var result = new StringBuilder(shown.signum() < 0 ? "-" : "");
    result.append(prefix).append(wholePart(before));
    String decimals = withoutTrailingZeros(after);
    if (!decimals.isEmpty()) {
      result.append('.').append(decimals);
    }
    result.append(percent ? "%" : "").append(suffix);
    return Texts.orEmpty(result.toString());
  }

  private String wholePart(String digits) {
    String significant = digits.equals("0") ? "" : digits;
    String padded = "0".repeat(Math.max(0, whole - significant.length())) + significant;
    if (!grouped) {
      return padded;
    }
    var result = new StringBuilder(padded);
    for (int i = padded.length() - 3; i > 0; i -= 3) {
      result.insert(i, ',');
    }
    return result.toString();
  }

  private String withoutTrailingZeros(String decimals) {
    int end = decimals.length();
    while (end > fewest && decimals.charAt(end - 1) == '0') {
      end--;
    }
    return decimals.substring(0, end);
  }
}
