package io.xiaodan.expression.function;

import static io.xiaodan.expression.function.Group.TEXT;

import io.xiaodan.expression.evaluate.Frame;
import io.xiaodan.expression.evaluate.Node;
import io.xiaodan.expression.evaluate.Rule;
import io.xiaodan.expression.evaluate.Strict;
import io.xiaodan.expression.number.Decimals;
import io.xiaodan.expression.text.Texts;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of texts and changed texts. */
final class TextFunctions {

  private static final String PART = "text: text, [count: number = 1] -> text";
  private static final String CHANGED = "text: text -> text";

  private TextFunctions() {}

  static List<Function> all() {
    return List.of(
        concat(), left(), right(), mid(), len(), trim(), upper(), lower(), replace(), substitute());
  }

  private static Function concat() {
    return Entry.of(TEXT, "CONCAT", "(part: printable)... -> text")
        .jvm(Operators::join)
        .sql((call, writer, use) -> writer.joined(call.arguments()))
        .says(
            "Joins texts, numbers and dates; empty adds nothing; empty when all are.",
            "连接文本、数字和日期；空值不产生任何文字；全部为空时结果为空。")
        .example("CONCAT(\"No.\", 7)", "No.7")
        .done();
  }

  private static Function left() {
    return Entry.of(TEXT, "LEFT", PART)
        .jvm(
            Strict.of(
                String.class,
                BigDecimal.class,
                (text, count) -> Texts.left(text, Decimals.integer(count))))
        .sql("xiaodan.text_left({0}, {1})")
        .says("The first characters.", "左边的若干个字符。")
        .example("LEFT(\"订单编号\", 2)", "订单")
        .done();
  }

  private static Function right() {
    return Entry.of(TEXT, "RIGHT", PART)
        .jvm(
            Strict.of(
                String.class,
                BigDecimal.class,
                (text, count) -> Texts.right(text, Decimals.integer(count))))
        .sql("xiaodan.text_right({0}, {1})")
        .says("The last characters.", "右边的若干个字符。")
        .example("RIGHT(\"SO-0042\", 4)", "0042")
        .done();
  }

  private static Function mid() {
    return Entry.of(TEXT, "MID", "text: text, start: number, count: number -> text")
        .jvm(
            Strict.of(
                String.class,
                BigDecimal.class,
                BigDecimal.class,
                (text, start, count) ->
                    Texts.mid(text, Decimals.integer(start), Decimals.integer(count))))
        .sql("xiaodan.text_mid({0}, {1}, {2})")
        .says("Characters from a position, counted from 1.", "从指定位置（从 1 开始）起的若干个字符。")
        .example("MID(\"SO-0042\", 4, 2)", "00")
        .done();
  }

  private static Function len() {
    return Entry.of(TEXT, "LEN", "text: text -> number")
        .jvm((call, arguments) -> {
          Node text = arguments.getFirst();
          return frame -> length(text.evaluate(frame));
        })
        .sql("COALESCE(length({0}), 0)::numeric")
        .says(
            "The number of characters; 0 for empty. A rare Chinese character counts as one.",
            "字符数；空值为 0。生僻字也算一个字符。")
        .example("LEN(\"小单\")", "2")
        .done();
  }

  private static BigDecimal length(@Nullable Object text) {
    return text == null ? BigDecimal.ZERO : BigDecimal.valueOf(Texts.length((String) text));
  }

  private static Function trim() {
    return Entry.of(TEXT, "TRIM", CHANGED)
        .jvm(Strict.of(String.class, Texts::trim))
        .sql("xiaodan.text_trim({0})")
        .says(
            "Without blanks at both ends, full-width ones included; several spaces inside become"
                + " one.",
            "去掉两端的空白（包括全角空格），中间连续的空格合并为一个。")
        .example("TRIM(\"  a   b \")", "a b")
        .done();
  }

  private static Function upper() {
    return Entry.of(TEXT, "UPPER", CHANGED)
        .jvm(Strict.of(String.class, Texts::upper))
        .sql("upper({0} COLLATE \"C\")")
        .says("The letters a to z as capitals; no other character changes.", "把 a 到 z 变为大写，其他字符不变。")
        .example("UPPER(\"so-1a\")", "SO-1A")
        .done();
  }

  private static Function lower() {
    return Entry.of(TEXT, "LOWER", CHANGED)
        .jvm(Strict.of(String.class, Texts::lower))
        .sql("lower({0} COLLATE \"C\")")
        .says(
            "The letters A to Z in lower case; no other character changes.", "把 A 到 Z 变为小写，其他字符不变。")
        .example("LOWER(\"SO-1A\")", "so-1a")
        .done();
  }

  private static Function replace() {
    return Entry.of(TEXT, "REPLACE", "text: text, start: number, count: number, with: text -> text")
        .jvm((call, arguments) ->
            frame -> {
              Object text = arguments.get(0).evaluate(frame);
              Object start = arguments.get(1).evaluate(frame);
              Object count = arguments.get(2).evaluate(frame);
              Object with = arguments.get(3).evaluate(frame);
              if (text == null || start == null || count == null) {
                return null;
              }
              String result =
                  Texts.replace(
                      (String) text,
                      Decimals.integer((BigDecimal) start),
                      Decimals.integer((BigDecimal) count),
                      with == null ? "" : (String) with);
              return result == null ? null : Frame.bounded(result);
            })
        .sql("xiaodan.text_replace({0}, {1}, {2}, {3})")
        .says("Puts a text in the place of some characters.", "用文本替换从指定位置起的若干个字符。")
        .example("REPLACE(\"13812341234\", 4, 4, \"****\")", "138****1234")
        .done();
  }

  private static Function substitute() {
    return Entry.of(
            TEXT,
            "SUBSTITUTE",
            "text: text, old: text, new: text, [instance: number = EMPTY] -> text")
        .jvm(substituting())
        .sql("xiaodan.text_substitute({0}, {1}, {2}, {3})")
        .says(
            "Puts a new text in the place of every old one, or only of the given occurrence.",
            "把所有旧文本替换为新文本，或只替换第几次出现的。")
        .example("SUBSTITUTE(\"a-b-c\", \"-\", \"/\")", "a/b/c")
        .example("SUBSTITUTE(\"a-b-c\", \"-\", \"/\", 2)", "a-b/c")
        .done();
  }

  private static Rule substituting() {
    return (call, arguments) ->
        frame -> {
          String text = (String) arguments.get(0).evaluate(frame);
          String old = (String) arguments.get(1).evaluate(frame);
          String with = (String) arguments.get(2).evaluate(frame);
          BigDecimal occurrence = (BigDecimal) arguments.get(3).evaluate(frame);
          if (text == null || old == null) {
            return text;
          }
          String substitute = with == null ? "" : with;
          if (occurrence == null) {
            return Texts.orEmpty(Frame.bounded(substituted(text, old, substitute)));
          }
          String result = Texts.substitute(text, old, substitute, Decimals.integer(occurrence));
          return result == null ? null : Frame.bounded(result);
        };
  }

  /** Looks at the length before it makes the text. */
  private static String substituted(String text, String old, String with) {
    int grows = Math.max(0, with.length() - old.length());
    if ((long) text.length() / old.length() * grows < 1_000_000) {
      return text.replace(old, with);
    }
    var result = new StringBuilder();
    int at = 0;
    for (int found = text.indexOf(old); found >= 0; found = text.indexOf(old, at)) {
      result.append(text, at, found).append(with);
      at = found + old.length();
      Frame.bounded(result);
    }
    return result.append(text.substring(at)).toString();
  }
}
