package io.xiaodan.report;

import io.xiaodan.kernel.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values as they are read on paper. */
final class NumberText {

  private static final int DIGITS = 2;
  private static final int WAN = 4;
  private static final int YI = 8;

  private NumberText() {}

  /**
   * A value: numbers grouped, in the unit that a widget's options name.
   *
   * @param value a number, a date, a text; null for empty
   * @param options of the widget; null where its unit does not matter
   */
  static String of(
      @Nullable Object value,
      @Nullable AnswerColumn column,
      @Nullable JsonNode options,
      Language language) {
    if (value == null) {
      return "";
    }
    if (!(value instanceof BigDecimal number)) {
      return value.toString().replace('T', ' ');
    }
    String type = column == null ? "number" : column.type();
    int decimals = options == null ? -1 : options.path("decimals").asInt(-1);
    if (type.equals("percent")) {
      int places = decimals < 0 ? DIGITS : decimals;
      return grouped(number.movePointRight(2).setScale(places, RoundingMode.HALF_UP)) + "%";
    }
    String unit = options == null ? "none" : options.path("unit").asString("none");
    int power = unit.equals("wan") ? WAN : unit.equals("yi") ? YI : 0;
    boolean mean = column != null && column.scale() == null && number.scale() > DIGITS;
    int places =
        decimals >= 0 ? decimals : power > 0 || mean ? DIGITS : Math.max(0, number.scale());
    BigDecimal shown = number.movePointLeft(power).setScale(places, RoundingMode.HALF_UP);
    return grouped(shown) + sign(unit, type.equals("money"), language);
  }

  private static String sign(String unit, boolean money, Language language) {
    boolean chinese = language == Language.ZH;
    String size =
        switch (unit) {
          case "wan" -> chinese ? "万" : "×10⁴";
          case "yi" -> chinese ? "亿" : "×10⁸";
          default -> "";
        };
    boolean yuan = money && !unit.equals("none");
    return size + (yuan ? chinese ? "元" : " CNY" : "");
  }

  private static String grouped(BigDecimal number) {
    return String.format(Locale.ROOT, "%,." + Math.max(0, number.scale()) + "f", number);
  }
}
