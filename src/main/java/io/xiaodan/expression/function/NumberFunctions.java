package io.xiaodan.expression.function;

import static io.xiaodan.expression.function.Group.NUMBER;

import io.xiaodan.expression.evaluate.Rule;
import io.xiaodan.expression.evaluate.Strict;
import io.xiaodan.expression.number.Decimals;
import io.xiaodan.expression.number.Powers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Rounding and the rest of arithmetic. */
final class NumberFunctions {

  private static final String ROUNDING = "number: number, [digits: number = 0] -> number";
  private static final String STEPPING = "number: number, [step: number = 1] -> number";

  private NumberFunctions() {}

  static List<Function> all() {
    return List.of(
        rounding(
            "ROUND",
            RoundingMode.HALF_UP,
            "Rounds half away from zero to decimal places; negative places are left of the point.",
            "四舍五入到指定的小数位数；位数为负时舍入到小数点左边。",
            "2.35"),
        rounding("ROUNDUP", RoundingMode.UP, "Rounds away from zero.", "向远离零的方向舍入。", "2.35"),
        rounding("ROUNDDOWN", RoundingMode.DOWN, "Rounds towards zero.", "向零的方向舍去。", "2.34"),
        whole(),
        mod(),
        abs(),
        ceiling(),
        floor(),
        power());
  }

  private static Function rounding(
      String name, RoundingMode mode, String english, String chinese, String result) {
    Rule rule =
        Strict.of(
            BigDecimal.class,
            BigDecimal.class,
            (number, digits) -> Decimals.round(number, digits, mode));
    return Entry.of(NUMBER, name, ROUNDING)
        .jvm(rule)
        .sql("xiaodan." + name.toLowerCase(java.util.Locale.ROOT) + "({0}, {1})")
        .says(english, chinese)
        .example(name + "(2.345, 2)", result)
        .done();
  }

  private static Function whole() {
    return Entry.of(NUMBER, "INT", "number: number -> number")
        .jvm(Strict.of(BigDecimal.class, Decimals::floor))
        .sql("floor({0})")
        .says("The whole number at or below.", "向下取整。")
        .example("INT(-1.5)", "-2")
        .done();
  }

  private static Function mod() {
    return Entry.of(NUMBER, "MOD", "number: number, divisor: number -> number")
        .jvm(Strict.of(BigDecimal.class, BigDecimal.class, Decimals::mod))
        .sql("xiaodan.modulo({0}, {1})")
        .says(
            "What is left after a division, with the divisor's sign; empty when the divisor is 0.",
            "余数，符号与除数相同；除数为 0 时为空。")
        .example("MOD(-7, 3)", "2")
        .done();
  }

  private static Function abs() {
    return Entry.of(NUMBER, "ABS", "number: number -> number")
        .jvm(Strict.of(BigDecimal.class, BigDecimal::abs))
        .sql("abs({0})")
        .says("Without sign.", "绝对值。")
        .example("ABS(-3)", "3")
        .done();
  }

  private static Function ceiling() {
    return Entry.of(NUMBER, "CEILING", STEPPING)
        .jvm(Strict.of(BigDecimal.class, BigDecimal.class, Decimals::ceiling))
        .sql("xiaodan.ceiling({0}, {1})")
        .says(
            "The next multiple of the step at or above; the step's sign does not matter; 0 for step 0.",
            "向上取到步长的倍数；步长的正负不影响结果；步长为 0 时得 0。")
        .example("CEILING(13, 5)", "15")
        .done();
  }

  private static Function floor() {
    return Entry.of(NUMBER, "FLOOR", STEPPING)
        .jvm(Strict.of(BigDecimal.class, BigDecimal.class, Decimals::floor))
        .sql("xiaodan.floor({0}, {1})")
        .says(
            "The next multiple of the step at or below; the step's sign does not matter; 0 for step 0.",
            "向下取到步长的倍数；步长的正负不影响结果；步长为 0 时得 0。")
        .example("FLOOR(13, 5)", "10")
        .done();
  }

  private static Function power() {
    return Entry.of(NUMBER, "POWER", "number: number, exponent: number -> number")
        .jvm(Strict.of(BigDecimal.class, BigDecimal.class, Powers::power))
        .sql("xiaodan.power({0}, {1})")
        .says(
            "Raises to a whole power between -100000 and 100000; empty for any other exponent, and"
                + " for 0 to the power of 0 or less.",
            "乘方，指数须为 -100000 到 100000 的整数；其他指数，以及 0 的零次方或负数次方，结果为空。")
        .example("POWER(1.05, 3)", "1.157625")
        .done();
  }
}
