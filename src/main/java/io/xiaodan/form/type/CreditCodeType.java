package io.xiaodan.form.type;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The unified social credit code of a company 统一社会信用代码 (GB 32100): eighteen characters of an
 * alphabet without I, O, S, V and Z, the last of which checks the others.
 *
 * @param old whether the fifteen digits of a tax number from before 2015 are taken too
 */
public record CreditCodeType(boolean old) implements CheckedText {

  private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final Pattern SHAPE =
      Pattern.compile("[0-9A-HJ-NP-RTUWXY]{2}\\d{6}[0-9A-HJ-NP-RTUWXY]{10}");
  private static final Pattern OLD = Pattern.compile("\\d{15}");
  private static final int LENGTH = 18;
  private static final int MODULUS = 31;

  @Override
  public String name() {
    return "credit_code";
  }

  @Override
  public @Nullable String normal(String text) {
    String code = CheckedText.compact(text).toUpperCase(Locale.ROOT);
    boolean isCode = SHAPE.matcher(code).matches() && check(code) == code.charAt(LENGTH - 1);
    return isCode || (old && OLD.matcher(code).matches()) ? code : null;
  }

  /** The weight of a place is a power of three, taken modulo 31. */
  private static char check(String code) {
    int weight = 1;
    int sum = 0;
    for (int i = 0; i < LENGTH - 1; i++) {
      sum += ALPHABET.indexOf(code.charAt(i)) * weight;
      weight = weight * 3 % MODULUS;
    }
    return ALPHABET.charAt((MODULUS - sum % MODULUS) % MODULUS);
  }
}
