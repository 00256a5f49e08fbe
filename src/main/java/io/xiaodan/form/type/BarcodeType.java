package io.xiaodan.form.type;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text that is shown as a code to be scanned.
 *
 * @param format {@code qr} for any text, {@code code128} for letters, digits and signs of ASCII,
 *     {@code ean13} for the thirteen digits of a product with their check digit
 */
public record BarcodeType(String format) implements CheckedText {

  private static final Pattern CODE128 = Pattern.compile("[\\x20-\\x7E]{1,80}");
  private static final Pattern EAN13 = Pattern.compile("\\d{13}");
  private static final int MAXIMUM = 500;

  @Override
  public String name() {
    return "barcode";
  }

  @Override
  public io.xiaodan.form.Coerced coerce(tools.jackson.databind.JsonNode json) {
    io.xiaodan.form.Coerced text = TextInput.read(json, MAXIMUM);
    return text.value() == null ? text : fit(text.value());
  }

  @Override
  public @Nullable String normal(String text) {
    String code = text.strip();
    return switch (format) {
      case "code128" -> CODE128.matcher(code).matches() ? code : null;
      case "ean13" -> EAN13.matcher(code).matches() && isEan(code) ? code : null;
      default -> code.length() <= MAXIMUM ? code : null;
    };
  }

  private static boolean isEan(String code) {
    int sum = 0;
    for (int i = 0; i < code.length(); i++) {
      sum += (code.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
    }
    return sum % 10 == 0;
  }
}
