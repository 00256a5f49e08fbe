package io.xiaodan.form.type;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The number of a resident identity card 身份证: region, birthday, sequence and the check character of
 * ISO 7064 MOD 11-2. Kept with a capital X.
 */
public record IdNumberType() implements CheckedText {

  private static final Pattern SHAPE = Pattern.compile("[1-9]\\d{16}[0-9X]");
  private static final DateTimeFormatter BIRTHDAY =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
  private static final String CHECKS = "10X98765432";
  private static final int FIRST_YEAR = 1850;

  @Override
  public String name() {
    return "id_number";
  }

  @Override
  public @Nullable String normal(String text) {
    String number = CheckedText.compact(text).toUpperCase(Locale.ROOT);
    return SHAPE.matcher(number).matches()
            && isBirthday(number.substring(6, 14))
            && check(number) == number.charAt(17)
        ? number
        : null;
  }

  private static boolean isBirthday(String digits) {
    try {
      return LocalDate.parse(digits, BIRTHDAY).getYear() >= FIRST_YEAR;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** The check character of the first seventeen digits; the weight of a place is a power of two. */
  private static char check(String number) {
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += (number.charAt(i) - '0') * ((1 << (17 - i)) % 11);
    }
    return CHECKS.charAt(sum % 11);
  }
}
