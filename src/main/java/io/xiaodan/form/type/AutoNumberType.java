package io.xiaodan.form.type;

import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FieldType;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A number the system gives: {@code XD{yyyyMMdd}-{0000}}. The counter starts again whenever the
 * date part changes.
 *
 * @param pattern literal text, at most one date part in braces and exactly one counter in braces
 *     (as many zeros as digits at least)
 */
public record AutoNumberType(String pattern) implements FieldType {

  private static final Pattern PART = Pattern.compile("\\{([^{}]*)}");

  /** The few date parts there are; making a formatter costs more than writing a date. */
  private static final Map<String, DateTimeFormatter> FORMATTERS = new ConcurrentHashMap<>();

  private static final Pattern DATE = Pattern.compile("yyyy(MM(dd)?)?|yy(MM(dd)?)?");

  @Override
  public String name() {
    return "auto_number";
  }

  @Override
  public String column() {
    return "text";
  }

  @Override
  public ValueType valueType() {
    return ValueType.TEXT;
  }

  /** Whether a text is a pattern: every part in braces known, exactly one counter. */
  public static boolean isPattern(String text) {
    int counters = 0;
    int dates = 0;
    Matcher parts = PART.matcher(text);
    while (parts.find()) {
      if (parts.group(1).matches("0{1,12}")) {
        counters++;
      } else if (DATE.matcher(parts.group(1)).matches()) {
        dates++;
      } else {
        return false;
      }
    }
    return counters == 1 && dates <= 1 && text.length() <= 60;
  }

  /**
   * The period within which the counter runs: the date part of that day, or empty for a counter
   * that never starts again.
   */
  public String period(LocalDate day) {
    Matcher parts = PART.matcher(pattern);
    while (parts.find()) {
      if (DATE.matcher(parts.group(1)).matches()) {
        return day.format(FORMATTERS.computeIfAbsent(parts.group(1), DateTimeFormatter::ofPattern));
      }
    }
    return "";
  }

  /** The number for a counter value on a day. */
  public String number(LocalDate day, long counter) {
    String period = period(day);
    return PART.matcher(pattern)
        .replaceAll(part ->
            part.group(1).startsWith("0")
                ? pad(counter, part.group(1).length())
                : Matcher.quoteReplacement(period));
  }

  /**
   * What a number says of its counter.
   *
   * @param period as {@link #period} gives it
   */
  public record Given(String period, long counter) {}

  /** Reads a number back; empty for one of another shape. */
  public Optional<Given> read(String number) {
    StringBuilder shape = new StringBuilder();
    Matcher parts = PART.matcher(pattern);
    int end = 0;
    while (parts.find()) {
      shape.append(Pattern.quote(pattern.substring(end, parts.start())));
      String part = parts.group(1);
      shape.append(
          part.startsWith("0")
              ? "(?<counter>\\d{" + part.length() + ",18})"
              : "(?<period>\\d{" + part.length() + "})");
      end = parts.end();
    }
    Matcher read = Pattern.compile(shape + Pattern.quote(pattern.substring(end))).matcher(number);
    if (!read.matches()) {
      return Optional.empty();
    }
    String period = read.namedGroups().containsKey("period") ? read.group("period") : "";
    return Optional.of(new Given(period, Long.parseLong(read.group("counter"))));
  }

  private static String pad(long counter, int digits) {
    String number = Long.toString(counter);
    return "0".repeat(Math.max(0, digits - number.length())) + number;
  }

  @Override
  public Coerced coerce(JsonNode json) {
    return TextInput.read(json, 100);
  }

  @Override
  public Coerced fit(Object computed) {
    return TextInput.check(computed.toString(), 100);
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
