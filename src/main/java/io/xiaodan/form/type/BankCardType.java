package io.xiaodan.form.type;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The number of a bank card: 16 to 19 digits with the check digit of Luhn. Accounts of companies
 * have no check digit; they are text.
 */
public record BankCardType() implements CheckedText {

  private static final Pattern SHAPE = Pattern.compile("\\d{16,19}");

  @Override
  public String name() {
    return "bank_card";
  }

  @Override
  public @Nullable String normal(String text) {
    String number = CheckedText.compact(text);
    return SHAPE.matcher(number).matches() && luhn(number) % 10 == 0 ? number : null;
  }

  private static int luhn(String number) {
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      int digit = number.charAt(number.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? digit : digit * 2;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum;
  }
}
