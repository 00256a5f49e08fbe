package io.xiaodan.expression.function;

import static io.xiaodan.expression.function.Group.LOGIC;

import io.xiaodan.expression.check.Typed;
import io.xiaodan.expression.evaluate.Equality;
import io.xiaodan.expression.evaluate.Node;
import java.util.List;

/** Functions that choose one of several values; what is not chosen is not worked out. */
final class Choices {

  private Choices() {}

  static List<Function> all() {
    return List.of(when(), ifs(), byKey());
  }

  private static Function when() {
    return Entry.of(LOGIC, "IF", "condition: boolean, then: T, [else: T = EMPTY] -> T")
        .jvm((call, arguments) -> {
          Node condition = arguments.get(0);
          Node then = arguments.get(1);
          Node otherwise = arguments.get(2);
          return frame ->
              (condition.evaluate(frame) == Boolean.TRUE ? then : otherwise).evaluate(frame);
        })
        .sql((call, writer, use) -> writer.cases(call.arguments()))
        .says(
            "One value if the condition is true, otherwise the other, or empty. An empty condition"
                + " counts as false.",
            "条件成立时返回第一个值，否则返回第二个值；省略第二个值时返回空。条件为空视为不成立。")
        .example("IF(3 > 2, \"大\", \"小\")", "大")
        .done();
  }

  private static Function ifs() {
    return Entry.of(LOGIC, "IFS", "(condition: boolean, value: T)... -> T")
        .jvm((call, arguments) -> {
          Node[] nodes = arguments.toArray(Node[]::new);
          return frame -> {
            for (int i = 0; i < nodes.length; i += 2) {
              if (nodes[i].evaluate(frame) == Boolean.TRUE) {
                return nodes[i + 1].evaluate(frame);
              }
            }
            return null;
          };
        })
        .sql((call, writer, use) -> writer.cases(call.arguments()))
        .says(
            "The value after the first condition that is true; empty if none is.",
            "返回第一个成立的条件后面的值；都不成立时返回空。")
        .example("IFS(1 > 2, \"a\", 2 > 1, \"b\")", "b")
        .done();
  }

  private static Function byKey() {
    return Entry.of(LOGIC, "SWITCH", "value: K, (key: K, result: T)..., [default: T = EMPTY] -> T")
        .jvm(Choices::byKey)
        .sql((call, writer, use) -> writer.switchOn(call.arguments()))
        .says(
            "The result after the key that equals the value; otherwise the default, or empty.",
            "返回与值相等的键后面的结果；没有相等的键时返回默认值或空。")
        .example("SWITCH(\"b\", \"a\", 1, \"b\", 2, 0)", "2")
        .done();
  }

  private static Node byKey(Typed.Call call, List<Node> arguments) {
    Equality equality = Equality.of(call.argument(0).type());
    Node[] nodes = arguments.toArray(Node[]::new);
    return frame -> {
      Object value = nodes[0].evaluate(frame);
      for (int i = 1; value != null && i + 1 < nodes.length; i += 2) {
        Object key = nodes[i].evaluate(frame);
        if (key != null && equality.test(value, key)) {
          return nodes[i + 1].evaluate(frame);
        }
      }
      return nodes[nodes.length - 1].evaluate(frame);
    };
  }
}
