package io.xiaodan.expression.function;

import static io.xiaodan.expression.function.Group.NUMBER;

import io.xiaodan.expression.Limits;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.check.Typed;
import io.xiaodan.expression.evaluate.EachNode;
import io.xiaodan.expression.evaluate.Node;
import io.xiaodan.expression.evaluate.Order;
import io.xiaodan.expression.evaluate.Rule;
import io.xiaodan.expression.evaluate.Total;
import io.xiaodan.expression.number.Decimals;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.IntPredicate;

/** Functions that make one value of many; they skip what is empty. */
final class Aggregates {

  private static final String MEASURES = "(value: M*)... -> M";

  private Aggregates() {}

  static List<Function> all() {
    return List.of(
        sum(),
        average(),
        extreme("MIN", sign -> sign < 0, "The smallest or earliest", "最小值或最早日期", "3"),
        extreme("MAX", sign -> sign > 0, "The largest or latest", "最大值或最晚日期", "8"),
        count(),
        countIf(),
        sumIf());
  }

  private static Function sum() {
    return Entry.of(NUMBER, "SUM", "(value: number*)... -> number")
        .jvm(Total.rule(total -> Decimals.rounded(total.sum())))
        .sql((call, writer, use) -> writer.sum(call.arguments()))
        .says(
            "The sum of numbers and of line fields: SUM(lines.quantity * lines.price). Skips what is"
                + " empty; 0 when there is nothing.",
            "求和，可用于明细：SUM(lines.quantity * lines.price)。跳过空值；没有可加的数时为 0。")
        .example("SUM(1, EMPTY, 2.5)", "3.5")
        .done();
  }

  private static Function average() {
    return Entry.of(NUMBER, "AVERAGE", "(value: number*)... -> number")
        .jvm(
            Total.rule(total ->
                total.count() == 0
                    ? null
                    : Decimals.rounded(
                        total.sum().divide(BigDecimal.valueOf(total.count()), Limits.PRECISION))))
        .sql((call, writer, use) -> writer.average(call.arguments()))
        .says("The mean of what is not empty; empty when there is nothing.", "非空数值的平均值；没有数值时为空。")
        .example("AVERAGE(1, EMPTY, 2)", "1.5")
        .done();
  }

  private static Function extreme(
      String name, IntPredicate better, String english, String chinese, String result) {
    return Entry.of(NUMBER, name, MEASURES)
        .jvm(extreme(better))
        .sql((call, writer, use) -> writer.extreme(name, call.arguments()))
        .says(
            english
                + " of numbers or of dates, skipping what is empty; empty when there is nothing.",
            chinese + "，跳过空值；没有值时为空。")
        .example(name + "(3, 8, 5)", result)
        .done();
  }

  private static Rule extreme(IntPredicate better) {
    return (call, arguments) -> {
      if (call.type() == ValueType.EMPTY) {
        return frame -> null;
      }
      Order order = Order.of(call.type());
      return frame -> {
        var best = new Best(order, better);
        arguments.forEach(argument -> EachNode.feed(argument, frame, best));
        return best.value();
      };
    };
  }

  private static Function count() {
    return Entry.of(NUMBER, "COUNT", "(value: any*)... -> number")
        .jvm((call, arguments) ->
            frame -> {
              int[] count = {0};
              for (var argument : arguments) {
                EachNode.feed(
                    argument,
                    frame,
                    value -> {
                      count[0] += value == null ? 0 : 1;
                      return true;
                    });
              }
              return BigDecimal.valueOf(count[0]);
            })
        .sql((call, writer, use) -> writer.count(call.arguments()))
        .says(
            "How many values are not empty; COUNT(lines) is the number of lines.",
            "非空值的个数；COUNT(lines) 是明细行数。")
        .example("COUNT(1, EMPTY, \"a\")", "2")
        .done();
  }

  private static Function countIf() {
    return Entry.of(
            NUMBER, "COUNTIF", "condition: boolean* -> number", "range: K*, criterion: K -> number")
        .jvm(Aggregates::neverCompiled)
        .sql((call, writer, use) -> writer.none())
        .says(
            "How many lines meet a condition: COUNTIF(lines.amount > 100), or with a range and a"
                + " criterion as in Excel: COUNTIF(lines.amount, \">100\"). A criterion has no"
                + " wildcards.",
            "满足条件的明细行数：COUNTIF(lines.amount > 100)，或按 Excel 的写法 COUNTIF(lines.amount,"
                + " \">100\")。条件文本不支持通配符。")
        .done();
  }

  private static Function sumIf() {
    return Entry.of(
            NUMBER,
            "SUMIF",
            "range: any*, criterion: any* -> number",
            "range: any*, criterion: any, sum: number* -> number")
        .jvm(Aggregates::neverCompiled)
        .sql((call, writer, use) -> writer.none())
        .says(
            "The sum over the lines that meet a condition: SUMIF(lines.kind = \"a\", lines.amount),"
                + " or as in Excel: SUMIF(lines.kind, \"a\", lines.amount).",
            "对满足条件的明细行求和：SUMIF(lines.kind = \"a\", lines.amount)，或按 Excel 的写法"
                + " SUMIF(lines.kind, \"a\", lines.amount)。")
        .done();
  }

  private static Node neverCompiled(Typed.Call call, List<Node> arguments) {
    throw new IllegalStateException(call.function().name() + " is replaced by the checker");
  }
}
