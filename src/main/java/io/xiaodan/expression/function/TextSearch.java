package io.xiaodan.expression.function;

import static io.xiaodan.expression.function.Group.TEXT;

import io.xiaodan.expression.check.Typed;
import io.xiaodan.expression.evaluate.EachNode;
import io.xiaodan.expression.evaluate.Node;
import io.xiaodan.expression.evaluate.Rule;
import io.xiaodan.expression.evaluate.Strict;
import io.xiaodan.expression.number.Decimals;
import io.xiaodan.expression.sql.SqlRule;
import io.xiaodan.expression.text.Texts;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiPredicate;

/** Finding texts in texts; upper and lower case differ. */
final class TextSearch {

  private TextSearch() {}

  static List<Function> all() {
    return List.of(find(), contains(), startsWith());
  }

  private static Function find() {
    return Entry.of(TEXT, "FIND", "part: text, text: text, [start: number = 1] -> number")
        .jvm(
            Strict.of(
                String.class,
                String.class,
                BigDecimal.class,
                (part, text, start) -> {
                  int at = Texts.find(part, text, Decimals.integer(start));
                  return at == 0 ? null : BigDecimal.valueOf(at);
                }))
        .sql("xiaodan.text_find({0}, {1}, {2})")
        .says(
            "The position of a text in another, counted from 1; empty when it is not there.",
            "文本在另一文本中的位置，从 1 开始；找不到时为空。")
        .example("FIND(\"-\", \"SO-0042\")", "3")
        .done();
  }

  private static Function contains() {
    return Entry.of(
            TEXT, "CONTAINS", "list: K[], value: K -> boolean", "text: text, part: text -> boolean")
        .jvm((call, arguments) ->
            arguments.getFirst() instanceof EachNode
                ? LogicFunctions.in(call.argument(1).type(), arguments.reversed())
                : both(String::contains).compile(call, arguments))
        .sql((call, writer, use) ->
            call.argument(0) instanceof Typed.Each
                ? writer.in(call.argument(1), List.of(call.argument(0)), use)
                : SqlRule.comparison("(strpos({0}, {1}) > 0)").write(call, writer, use))
        .says(
            "Whether a text contains another, or a multi-select an option.",
            "文本是否包含另一文本，或多选字段是否包含某选项。")
        .example("CONTAINS(\"一号仓库\", \"仓\")", "TRUE")
        .done();
  }

  private static Function startsWith() {
    return Entry.of(TEXT, "STARTSWITH", "text: text, start: text -> boolean")
        .jvm(both(String::startsWith))
        .sql(SqlRule.comparison("starts_with({0}, {1})"))
        .says("Whether a text starts with another.", "文本是否以另一文本开头。")
        .example("STARTSWITH(\"SO-0042\", \"SO\")", "TRUE")
        .done();
  }

  private static Rule both(BiPredicate<String, String> test) {
    return (call, arguments) -> {
      Node text = arguments.get(0);
      Node part = arguments.get(1);
      return frame ->
          text.evaluate(frame) instanceof String whole
              && part.evaluate(frame) instanceof String piece
              && test.test(whole, piece);
    };
  }
}
