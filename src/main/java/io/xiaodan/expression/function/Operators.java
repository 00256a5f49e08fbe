package io.xiaodan.expression.function;

import static io.xiaodan.expression.function.Group.OPERATOR;

import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.check.Typed;
import io.xiaodan.expression.evaluate.Frame;
import io.xiaodan.expression.evaluate.Node;
import io.xiaodan.expression.evaluate.Rule;
import io.xiaodan.expression.evaluate.Strict;
import io.xiaodan.expression.number.Decimals;
import io.xiaodan.expression.number.Powers;
import io.xiaodan.expression.syntax.Syntax;
import io.xiaodan.expression.text.Plain;
import io.xiaodan.expression.text.Texts;
import io.xiaodan.expression.time.Dates;
import io.xiaodan.expression.time.Unit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arithmetic and text operators. */
final class Operators {

  static final String NUMBERS = "left: number, right: number -> number";

  private Operators() {}

  static List<Function> all() {
    return List.of(
        plus(), minus(), times(), divided(), power(), negate(), same(), percent(), joined());
  }

  private static Function plus() {
    return Entry.of(OPERATOR, "+", NUMBERS, "date: date, days: number -> date")
        .jvm(byFirstArgument(Decimals::add, (date, days) -> shift(date, days, 1)))
        .sql((call, writer, use) ->
            writer.fill(
                call.argument(0).type() == ValueType.DATE
                    ? "xiaodan.add_days({0}, {1})"
                    : "xiaodan.add({0}, {1})",
                call))
        .says("Adds numbers, or days to a date.", "数字相加；日期加数字得到若干天后的日期。")
        .example("0.1 + 0.2", "0.3")
        .example("DATE(2026, 1, 31) + 1", "2026-02-01")
        .done();
  }

  private static Function minus() {
    return Entry.of(
            OPERATOR,
            "-",
            NUMBERS,
            "date: date, days: number -> date",
            "end: date, start: date -> number")
        .jvm((call, arguments) ->
            call.argument(1).type() == ValueType.DATE
                ? Strict.of(LocalDate.class, LocalDate.class, Operators::days)
                    .compile(call, arguments)
                : byFirstArgument(Decimals::subtract, (date, days) -> shift(date, days, -1))
                    .compile(call, arguments))
        .sql((call, writer, use) -> {
          if (call.argument(1).type() == ValueType.DATE) {
            return writer.fill("({0} - {1})::numeric", call);
          }
          return writer.fill(
              call.argument(0).type() == ValueType.DATE
                  ? "xiaodan.add_days({0}, (- {1}))"
                  : "xiaodan.subtract({0}, {1})",
              call);
        })
        .says(
            "Subtracts numbers; takes days from a date; counts the days between two dates.",
            "数字相减；日期减数字得到若干天前的日期；日期相减得到相差的天数。")
        .example("DATE(2026, 3, 1) - DATE(2026, 2, 1)", "28")
        .done();
  }

  private static Rule byFirstArgument(
      Strict.Two<BigDecimal, BigDecimal> numbers, Strict.Two<LocalDate, BigDecimal> dates) {
    return (call, arguments) ->
        call.argument(0).type() == ValueType.DATE
            ? Strict.of(LocalDate.class, BigDecimal.class, dates).compile(call, arguments)
            : Strict.of(BigDecimal.class, BigDecimal.class, numbers).compile(call, arguments);
  }

  private static @Nullable LocalDate shift(LocalDate date, BigDecimal days, int sign) {
    return Dates.add(date, sign * (long) Decimals.integer(days), Unit.DAY);
  }

  private static BigDecimal days(LocalDate end, LocalDate start) {
    return BigDecimal.valueOf(Dates.between(start, end, Unit.DAY));
  }

  private static Function times() {
    return Entry.of(OPERATOR, "*", NUMBERS)
        .jvm(Strict.of(BigDecimal.class, BigDecimal.class, Decimals::multiply))
        .sql("xiaodan.multiply({0}, {1})")
        .says("Multiplies.", "相乘。")
        .example("1.1 * 1.1", "1.21")
        .done();
  }

  private static Function divided() {
    return Entry.of(OPERATOR, "/", NUMBERS)
        .jvm(Strict.of(BigDecimal.class, BigDecimal.class, Decimals::divide))
        .sql("xiaodan.divide({0}, {1})")
        .says("Divides, to 34 digits; empty when the divisor is 0.", "相除，保留 34 位有效数字；除数为 0 时结果为空。")
        .example("1 / 8", "0.125")
        .done();
  }

  private static Function power() {
    return Entry.of(OPERATOR, "^", NUMBERS)
        .jvm(Strict.of(BigDecimal.class, BigDecimal.class, Powers::power))
        .sql("xiaodan.power({0}, {1})")
        .says(
            "Raises to a whole power; like POWER. From left to right: 2^3^2 is 64.",
            "乘方，指数须为整数，同 POWER。从左到右计算：2^3^2 等于 64。")
        .example("2 ^ 10", "1024")
        .done();
  }

  private static Function negate() {
    return Entry.of(OPERATOR, Syntax.NEGATE, "number: number -> number")
        .jvm(Strict.of(BigDecimal.class, BigDecimal::negate))
        .sql("(- {0})")
        .says(
            "Changes the sign; binds tighter than ^, so -2^2 is 4, as in Excel.",
            "取负；优先于 ^，与 Excel 相同：-2^2 等于 4。")
        .example("-2 ^ 2", "4")
        .done();
  }

  private static Function same() {
    return Entry.of(OPERATOR, Syntax.PLUS, "number: number -> number")
        .jvm((call, arguments) -> arguments.getFirst())
        .sql("{0}")
        .says("Changes nothing.", "正号，不改变数值。")
        .example("+3", "3")
        .done();
  }

  private static Function percent() {
    return Entry.of(OPERATOR, "%", "number: number -> number")
        .jvm(Strict.of(BigDecimal.class, Decimals::percent))
        .sql("xiaodan.multiply({0}, 0.01)")
        .says("Hundredths.", "百分之几。")
        .example("200 * 15%", "30")
        .done();
  }

  private static Function joined() {
    return Entry.of(OPERATOR, "&", "left: printable, right: printable -> text")
        .jvm(Operators::join)
        .sql((call, writer, use) -> writer.joined(call.arguments()))
        .says(
            "Joins texts; numbers and dates are shown plainly; empty adds nothing.",
            "连接文本；数字和日期按普通形式显示；空值不产生任何文字。")
        .example("\"A\" & 1.50", "A1.5")
        .done();
  }

  static Node join(Typed.Call call, List<Node> arguments) {
    return frame -> {
      var text = new StringBuilder();
      for (int i = 0; i < arguments.size(); i++) {
        text.append(Plain.text(arguments.get(i).evaluate(frame), frame.environment().zone()));
      }
      return Texts.orEmpty(Frame.bounded(text.toString()));
    };
  }
}
