package io.xiaodan.expression.function;

import static io.xiaodan.expression.function.Group.DATE;

import io.xiaodan.expression.evaluate.Node;
import io.xiaodan.expression.evaluate.Strict;
import io.xiaodan.expression.number.Decimals;
import io.xiaodan.expression.time.Dates;
import io.xiaodan.expression.time.Moments;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToIntFunction;

/** Today, making dates, and parts of dates. */
final class DateFunctions {

  private DateFunctions() {}

  static List<Function> all() {
    return List.of(
        today(),
        now(),
        date(),
        part("YEAR", LocalDate::getYear, "The year.", "年份。", "2026"),
        part("MONTH", LocalDate::getMonthValue, "The month, 1 to 12.", "月份，1 到 12。", "3"),
        part("DAY", LocalDate::getDayOfMonth, "The day of the month.", "一个月中的第几天。", "1"),
        weekday());
  }

  private static Function today() {
    return Entry.of(DATE, "TODAY", "-> date")
        .dependsOnEnvironment()
        .jvm((call, arguments) ->
            frame -> Moments.date(frame.environment().now(), frame.environment().zone()))
        .sql((call, writer, use) -> writer.today())
        .says("Today in the workspace's time zone.", "工作区所在时区的今天。")
        .done();
  }

  private static Function now() {
    return Entry.of(DATE, "NOW", "-> datetime")
        .dependsOnEnvironment()
        .jvm((call, arguments) -> frame -> frame.environment().now())
        .sql((call, writer, use) -> writer.now())
        .says("This moment; the same throughout one calculation.", "当前时刻；一次计算中保持不变。")
        .done();
  }

  private static Function date() {
    return Entry.of(
            DATE, "DATE", "year: number, month: number, day: number -> date", "moment: day -> date")
        .jvm((call, arguments) -> {
          if (arguments.size() == 1) {
            Node moment = arguments.getFirst();
            return moment;
          }
          return Strict.of(
                  BigDecimal.class,
                  BigDecimal.class,
                  BigDecimal.class,
                  (year, month, day) ->
                      Dates.of(
                          Decimals.integer(year), Decimals.integer(month), Decimals.integer(day)))
              .compile(call, arguments);
        })
        .sql((call, writer, use) ->
            writer.fill(
                call.arguments().size() == 1 ? "{0}" : "xiaodan.make_date({0}, {1}, {2})", call))
        .says(
            "A date from year, month and day (month 13 is next January), or the date of a moment.",
            "由年、月、日得到日期（13 月即次年 1 月），或取日期时间中的日期。")
        .example("DATE(2026, 2, 30)", "2026-03-02")
        .done();
  }

  private static Function part(
      String name, ToIntFunction<LocalDate> part, String english, String chinese, String result) {
    return Entry.of(DATE, name, "date: day -> number")
        .jvm(Strict.of(LocalDate.class, date -> BigDecimal.valueOf(part.applyAsInt(date))))
        .sql("EXTRACT(" + name + " FROM {0})")
        .says(english, chinese)
        .example(name + "(DATE(2026, 3, 1))", result)
        .done();
  }

  private static Function weekday() {
    return Entry.of(DATE, "WEEKDAY", "date: day, [type: number = 1] -> number")
        .jvm(
            Strict.of(
                LocalDate.class,
                BigDecimal.class,
                (date, type) -> {
                  Integer number = Dates.weekday(date, Decimals.integer(type));
                  return number == null ? null : BigDecimal.valueOf(number);
                }))
        .sql("xiaodan.weekday({0}, {1})")
        .says(
            "The day of the week as in Excel: type 1 counts from Sunday 1, type 2 from Monday 1,"
                + " type 3 from Monday 0.",
            "星期几，与 Excel 相同：类型 1 从星期日为 1 起，类型 2 从星期一为 1 起，类型 3 从星期一为 0 起。")
        .example("WEEKDAY(DATE(2026, 3, 2), 2)", "1")
        .done();
  }

  static Function dateOf(String name) {
    return Entry.of(Group.HIDDEN, name, "moment: datetime -> date")
        .jvm(
            Strict.in(
                Instant.class, (moment, environment) -> Moments.date(moment, environment.zone())))
        .sql((call, writer, use) -> writer.dateOf(call.argument(0)))
        .done();
  }
}
