package io.xiaodan.expression.function;

import static io.xiaodan.expression.function.Group.LOGIC;

import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.evaluate.EachNode;
import io.xiaodan.expression.evaluate.Equality;
import io.xiaodan.expression.evaluate.Node;
import io.xiaodan.expression.evaluate.Rule;
import java.util.List;

/** Functions about truth and emptiness. */
final class LogicFunctions {

  private LogicFunctions() {}

  static List<Function> all() {
    return List.of(and(), or(), not(), isEmpty(), ifEmpty(), in());
  }

  private static Function and() {
    return Entry.of(LOGIC, "AND", "(condition: boolean*)... -> boolean")
        .jvm(untilFirst(false))
        .sql((call, writer, use) -> writer.every(call.arguments(), use))
        .says(
            "Whether all conditions are true. Empty counts as false. Given line fields, whether it"
                + " is true of every line; without lines it is.",
            "所有条件是否都成立。空值视为不成立。用于明细字段时，表示是否每一行都成立；没有明细行时为成立。")
        .example("AND(1 < 2, 2 < 3)", "TRUE")
        .done();
  }

  private static Function or() {
    return Entry.of(LOGIC, "OR", "(condition: boolean*)... -> boolean")
        .jvm(untilFirst(true))
        .sql((call, writer, use) -> writer.some(call.arguments(), use))
        .says(
            "Whether any condition is true. Given line fields, whether it is true of any line.",
            "是否有任一条件成立。用于明细字段时，表示是否有任一行成立。")
        .example("OR(1 > 2, 2 < 3)", "TRUE")
        .done();
  }

  /** The result is {@code decisive} as soon as one condition is. */
  private static Rule untilFirst(boolean decisive) {
    return (call, arguments) -> {
      Node[] nodes = arguments.toArray(Node[]::new);
      return frame -> {
        for (Node node : nodes) {
          if (!EachNode.feed(node, frame, value -> Boolean.TRUE.equals(value) != decisive)) {
            return decisive;
          }
        }
        return !decisive;
      };
    };
  }

  private static Function not() {
    return Entry.of(LOGIC, "NOT", "condition: boolean -> boolean")
        .jvm((call, arguments) -> {
          Node condition = arguments.getFirst();
          return frame -> condition.evaluate(frame) != Boolean.TRUE;
        })
        .sql((call, writer, use) -> writer.not(call.argument(0)))
        .says("Whether a condition is not true. Empty counts as false.", "条件不成立时为 TRUE。空值视为不成立。")
        .example("NOT(1 > 2)", "TRUE")
        .done();
  }

  private static Function isEmpty() {
    return Entry.of(LOGIC, "ISEMPTY", "value: any -> boolean")
        .jvm((call, arguments) -> {
          Node value = arguments.getFirst();
          return value instanceof EachNode each
              ? each::isEmpty
              : frame -> value.evaluate(frame) == null;
        })
        .sql((call, writer, use) -> writer.isEmpty(call.argument(0)))
        .says(
            "Whether a field is empty; of line items or a multi-select, whether it has no entries.",
            "字段是否为空；对明细或多选字段，表示是否没有任何内容。")
        .example("ISEMPTY(\"\")", "TRUE")
        .done();
  }

  private static Function ifEmpty() {
    return Entry.of(LOGIC, "IFEMPTY", "value: T, (fallback: T)... -> T")
        .jvm((call, arguments) -> {
          Node[] nodes = arguments.toArray(Node[]::new);
          return frame -> {
            Object value = null;
            for (int i = 0; i < nodes.length && value == null; i++) {
              value = nodes[i].evaluate(frame);
            }
            return value;
          };
        })
        .sql((call, writer, use) -> writer.coalesce(call.arguments()))
        .says(
            "The first that is not empty. Also catches what has no result, like a division by 0.",
            "返回第一个非空的值。除数为 0 等没有结果的情况也会被接住。")
        .example("IFEMPTY(1 / 0, 0)", "0")
        .done();
  }

  private static Function in() {
    return Entry.of(LOGIC, "IN", "value: K, (choice: K*)... -> boolean")
        .jvm((call, arguments) -> in(call.argument(0).type(), arguments))
        .sql((call, writer, use) ->
            writer.in(call.argument(0), call.arguments().subList(1, call.arguments().size()), use))
        .says(
            "Whether a value is one of several, or one of a list. Empty never is.",
            "值是否为所列之一，或是否在列表中。空值总是 FALSE。")
        .example("IN(\"b\", \"a\", \"b\")", "TRUE")
        .done();
  }

  /** Whether the first value is among the others. */
  static Node in(ValueType type, List<Node> arguments) {
    Equality equality = Equality.of(type);
    Node value = arguments.getFirst();
    Node[] choices = arguments.subList(1, arguments.size()).toArray(Node[]::new);
    return frame -> {
      Object wanted = value.evaluate(frame);
      if (wanted == null) {
        return false;
      }
      for (Node choice : choices) {
        if (!EachNode.feed(
            choice, frame, found -> found == null || !equality.test(wanted, found))) {
          return true;
        }
      }
      return false;
    };
  }
}
