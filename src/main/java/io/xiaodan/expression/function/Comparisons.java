package io.xiaodan.expression.function;

import static io.xiaodan.expression.function.Group.OPERATOR;

import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.evaluate.Equality;
import io.xiaodan.expression.evaluate.Node;
import io.xiaodan.expression.evaluate.Order;
import io.xiaodan.expression.evaluate.Rule;
import io.xiaodan.expression.sql.SqlRule;
import java.util.List;
import java.util.function.IntPredicate;

/** Comparisons, which are false whenever a side is empty, and the words between conditions. */
final class Comparisons {

  private static final String KEYS = "left: K, right: K -> boolean";
  private static final String SORTABLES = "left: S, right: S -> boolean";
  private static final String CONDITIONS = "left: boolean, right: boolean -> boolean";

  private Comparisons() {}

  static List<Function> all() {
    return List.of(
        equal("=", true, "Whether both are the same; upper and lower case differ.", "是否相等；区分大小写。"),
        equal("<>", false, "Whether both are there and differ.", "两边都有值且不相等。"),
        order("<", sign -> sign < 0, "Less, earlier.", "小于、早于。"),
        order("<=", sign -> sign <= 0, "Less or equal.", "小于或等于。"),
        order(">", sign -> sign > 0, "Greater, later.", "大于、晚于。"),
        order(">=", sign -> sign >= 0, "Greater or equal.", "大于或等于。"),
        and(),
        or());
  }

  private static Function equal(String name, boolean wanted, String english, String chinese) {
    Rule rule =
        (call, arguments) -> {
          Equality equality = Equality.of(call.argument(0).type());
          Node left = arguments.get(0);
          Node right = arguments.get(1);
          return frame -> {
            Object x = left.evaluate(frame);
            Object y = x == null ? null : right.evaluate(frame);
            return x != null && y != null && equality.test(x, y) == wanted;
          };
        };
    return Entry.of(OPERATOR, name, KEYS)
        .jvm(rule)
        .sql(SqlRule.equality(name))
        .says(english, chinese)
        .example("1 " + name + " 1.0", wanted ? "TRUE" : "FALSE")
        .done();
  }

  private static Function order(String name, IntPredicate wanted, String english, String chinese) {
    Rule rule =
        (call, arguments) -> {
          Order order = Order.of(call.argument(0).type());
          Node left = arguments.get(0);
          Node right = arguments.get(1);
          return frame -> {
            Object x = left.evaluate(frame);
            Object y = x == null ? null : right.evaluate(frame);
            return x != null && y != null && wanted.test(order.compare(x, y));
          };
        };
    return Entry.of(OPERATOR, name, SORTABLES)
        .jvm(rule)
        .sql((call, writer, use) -> {
          String left = call.argument(0).type() == ValueType.TEXT ? "{0} COLLATE \"C\"" : "{0}";
          return SqlRule.comparison("(" + left + " " + name + " {1})").write(call, writer, use);
        })
        .says(english, chinese)
        .example("2 " + name + " 10", wanted.test(-1) ? "TRUE" : "FALSE")
        .done();
  }

  private static Function and() {
    return Entry.of(OPERATOR, "and", CONDITIONS)
        .jvm((call, arguments) -> {
          Node left = arguments.get(0);
          Node right = arguments.get(1);
          return frame ->
              left.evaluate(frame) == Boolean.TRUE && right.evaluate(frame) == Boolean.TRUE;
        })
        .sql((call, writer, use) -> writer.conditions(" AND ", call.arguments(), use))
        .says(
            "Whether both are true; empty counts as false. Works line by line, unlike AND().",
            "是否都成立；空值视为不成立。用于明细时逐行计算，这一点与 AND() 不同。")
        .example("1 < 2 and 2 < 3", "TRUE")
        .done();
  }

  private static Function or() {
    return Entry.of(OPERATOR, "or", CONDITIONS)
        .jvm((call, arguments) -> {
          Node left = arguments.get(0);
          Node right = arguments.get(1);
          return frame ->
              left.evaluate(frame) == Boolean.TRUE || right.evaluate(frame) == Boolean.TRUE;
        })
        .sql((call, writer, use) -> writer.conditions(" OR ", call.arguments(), use))
        .says(
            "Whether at least one is true; empty counts as false. Works line by line, unlike OR().",
            "是否至少一个成立；空值视为不成立。用于明细时逐行计算，这一点与 OR() 不同。")
        .example("1 > 2 or 2 < 3", "TRUE")
        .done();
  }
}
