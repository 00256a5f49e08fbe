package io.xiaodan.form.type;

import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FieldType;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Text of a known form: phone, e-mail or URL. What people type around it (spaces, hyphens, +86) is
 * normalised away first.
 *
 * @param name the type's name, also the end of its message code
 * @param pattern what the normalised text must match as a whole
 */
public record PatternType(String name, Pattern pattern) implements FieldType {

  private static final int MAXIMUM = 320;

  /**
   * Mainland mobile numbers, land lines with area code, 400 and 800 numbers, and foreign ones
   * beginning with +.
   */
  public static final PatternType PHONE =
      new PatternType(
          "phone",
          Pattern.compile(
              "1[3-9]\\d{9}|0\\d{2,3}\\d{7,8}(-\\d{1,6})?|[48]00\\d{7}|\\+(?!86)\\d{6,15}"));

  /** One address, without a display name. */
  public static final PatternType EMAIL =
      new PatternType(
          "email",
          Pattern.compile(
              "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+"));

  /** Addresses of the web only; other schemes could run something when clicked. */
  public static final PatternType URL =
      new PatternType("url", Pattern.compile("https?://[^\\s\"<>]+"));

  @Override
  public String column() {
    return "text";
  }

  @Override
  public ValueType valueType() {
    return ValueType.TEXT;
  }

  @Override
  public Coerced coerce(JsonNode json) {
    Coerced text = TextInput.read(json, MAXIMUM);
    return text.value() == null ? text : fit(text.value());
  }

  @Override
  public Coerced fit(Object computed) {
    String text = computed.toString();
    boolean isNormal = !name.equals("email") && pattern.matcher(text).matches();
    String normal = isNormal ? text : normalise(text.strip());
    return isNormal || pattern.matcher(normal).matches()
        ? Coerced.of(normal)
        : Coerced.refused(
            "form." + name + "_format", "value", TextInput.shown(computed.toString()));
  }

  private String normalise(String text) {
    if (name.equals("phone")) {
      String digits = text.replaceAll("[\\s()（）]", "").replaceFirst("^(\\+|00)86-?", "");
      return digits.matches("1[\\d-]+") || digits.matches("[48]00[\\d-]+")
          ? digits.replace("-", "")
          : digits.replaceFirst("^(0\\d{2,3})-", "$1");
    }
    if (name.equals("email")) {
      int at = text.lastIndexOf('@');
      return at < 0 ? text : text.substring(0, at) + text.substring(at).toLowerCase(Locale.ROOT);
    }
    return text;
  }

  @Override
  public Object fromColumn(Object column) {
    return column;
  }

  @Override
  public boolean isSearchable() {
    return true;
  }
}
