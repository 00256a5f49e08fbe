package io.xiaodan.expression.function;

import static io.xiaodan.expression.function.Group.CHINESE;
import static io.xiaodan.expression.function.Group.TEXT;

import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.check.Typed;
import io.xiaodan.expression.evaluate.Node;
import io.xiaodan.expression.evaluate.Rule;
import io.xiaodan.expression.evaluate.Strict;
import io.xiaodan.expression.sql.FormatSql;
import io.xiaodan.expression.text.Capitals;
import io.xiaodan.expression.text.MomentPattern;
import io.xiaodan.expression.text.NumberPattern;
import io.xiaodan.expression.text.NumberText;
import io.xiaodan.expression.text.Plain;
import io.xiaodan.expression.text.Texts;
import io.xiaodan.expression.time.Moments;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** From values to texts and back. */
final class Formats {

  private Formats() {}

  static List<Function> all() {
    return List.of(text(), value(), capitals());
  }

  private static Function text() {
    return Entry.of(
            TEXT,
            "TEXT",
            "value: number, format: 'numberFormat -> text",
            "value: date, format: 'dateFormat -> text",
            "value: datetime, format: 'momentFormat -> text",
            "value: printable -> text")
        .jvm(Formats::compile)
        .sql((call, writer, use) -> FormatSql.write(call, writer))
        .says(
            "A value as text, in a constant Excel format: 0.00, #,##0.00, 0.0%, yyyy-mm-dd,"
                + " yyyy年m月d日, hh:mm, aaaa (weekday). Without a format, plainly.",
            "把值变为文本，格式须为常量，写法与 Excel 相同：0.00、#,##0.00、0.0%、yyyy-mm-dd、yyyy年m月d日、hh:mm、"
                + "aaaa（星期）。不写格式时按普通形式显示。")
        .example("TEXT(1234.5, \"#,##0.00\")", "1,234.50")
        .example("TEXT(DATE(2026, 3, 1), \"yyyy年m月d日 aaaa\")", "2026年3月1日 星期日")
        .done();
  }

  private static Node compile(Typed.Call call, List<Node> arguments) {
    return rule(call).compile(call, arguments);
  }

  private static Rule rule(Typed.Call call) {
    ValueType type = call.argument(0).type();
    if (call.arguments().size() == 1) {
      return Strict.in(
          Object.class,
          (value, environment) -> Texts.orEmpty(Plain.text(value, environment.zone())));
    }
    if (type == ValueType.NUMBER) {
      NumberPattern pattern = NumberPattern.parse(format(call)).orElseThrow();
      return Strict.of(BigDecimal.class, pattern::format);
    }
    MomentPattern pattern = MomentPattern.parse(format(call)).orElseThrow();
    return type == ValueType.DATE
        ? Strict.of(LocalDate.class, date -> pattern.format(date.atStartOfDay()))
        : Strict.in(
            Instant.class,
            (moment, environment) -> pattern.format(Moments.local(moment, environment.zone())));
  }

  private static String format(Typed.Call call) {
    return (String) Objects.requireNonNull(((Typed.Constant) call.argument(1)).value());
  }

  private static Function value() {
    return Entry.of(TEXT, "VALUE", "text: text -> number")
        .jvm(Strict.of(String.class, NumberText::parse))
        .sql("xiaodan.text_value({0})")
        .says(
            "The number a text shows, with sign, thousands commas or percent; empty if it is none.",
            "把文本变为数字，可带正负号、千位逗号或百分号；不是数字时为空。")
        .example("VALUE(\"1,234.50\")", "1234.5")
        .done();
  }

  private static Function capitals() {
    return Entry.of(CHINESE, "RMBUPPER", "amount: number -> text")
        .jvm(Strict.of(BigDecimal.class, Capitals::of))
        .sql("xiaodan.rmb_upper({0})")
        .says(
            "The amount in capitals (大写金额), rounded to 分; empty from 10^16 on. 人民币 is not added.",
            "人民币大写金额，四舍五入到分；一亿亿及以上为空。不加“人民币”字样。")
        .example("RMBUPPER(1409.5)", "壹仟肆佰零玖元伍角")
        .example("RMBUPPER(100000000)", "壹亿元整")
        .done();
  }
}
