package io.xiaodan.form.type;

import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FieldType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An exact decimal: number, money or percent (kept as a fraction of one hundred: 13 means 13 %).
 *
 * @param name the type's name
 * @param scale places after the point that are kept; more are refused on input and rounded half-up
 *     in results
 * @param minimum least value, or null
 * @param maximum greatest value, or null
 */
public record DecimalType(
    String name, int scale, @Nullable BigDecimal minimum, @Nullable BigDecimal maximum)
    implements FieldType {

  /** Digits before the point that are taken; beyond it is a slip of the keyboard, not an amount. */
  static final int INTEGER_DIGITS = 20;

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");

  @Override
  public String column() {
    return "numeric";
  }

  @Override
  public ValueType valueType() {
    return ValueType.NUMBER;
  }

  @Override
  public Coerced coerce(JsonNode json) {
    if (json.isNull() || json.isMissingNode()) {
      return Coerced.EMPTY;
    }
    String text = json.isNumber() || json.isString() ? json.asString().strip() : json.toString();
    if (text.isEmpty()) {
      return Coerced.EMPTY;
    }
    if (json.isBoolean() || text.length() > 100 || !NUMBER.matcher(text).matches()) {
      return Coerced.refused("form.number_format", "value", TextInput.shown(text));
    }
    BigDecimal number = new BigDecimal(text);
    if (number.signum() != 0 && number.stripTrailingZeros().scale() > scale) {
      return Coerced.refused("form.number_scale", "scale", scale, "value", TextInput.shown(text));
    }
    return within(number);
  }

  @Override
  public Coerced fit(Object computed) {
    return within((BigDecimal) computed);
  }

  private Coerced within(BigDecimal number) {
    if (number.precision() - number.scale() > INTEGER_DIGITS) {
      return Coerced.refused("form.number_too_large", "digits", INTEGER_DIGITS);
    }
    BigDecimal kept = number.setScale(scale, RoundingMode.HALF_UP);
    if (minimum != null && kept.compareTo(minimum) < 0) {
      return Coerced.refused("form.number_minimum", "minimum", minimum);
    }
    if (maximum != null && kept.compareTo(maximum) > 0) {
      return Coerced.refused("form.number_maximum", "maximum", maximum);
    }
    return Coerced.of(kept);
  }

  @Override
  public Object toJson(Object value) {
    return ((BigDecimal) value).toPlainString();
  }

  @Override
  public String toText(Object value) {
    return ((BigDecimal) value).toPlainString();
  }

  @Override
  public Object fromColumn(Object column) {
    return column;
  }

  @Override
  public @Nullable Object fromRowJson(JsonNode json) {
    String text = json.asString("");
    return NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
  }
}
