package io.xiaodan.expression.function;

import static io.xiaodan.expression.function.Group.DATE;

import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.check.Typed;
import io.xiaodan.expression.evaluate.Node;
import io.xiaodan.expression.evaluate.Strict;
import io.xiaodan.expression.number.Decimals;
import io.xiaodan.expression.sql.DateSql;
import io.xiaodan.expression.time.Dates;
import io.xiaodan.expression.time.Moments;
import io.xiaodan.expression.time.Unit;
import io.xiaodan.expression.time.WorkingDays;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** From date to date, by the calendar and by working days. */
final class DateSteps {

  private DateSteps() {}

  static List<Function> all() {
    return List.of(add(), between(), endOfMonth(), workday(), networkDays());
  }

  private static Function add() {
    return Entry.of(
            DATE,
            "DATEADD",
            "date: date, amount: number, unit: 'calendar -> date",
            "date: datetime, amount: number, unit: 'unit -> datetime")
        .jvm(DateSteps::add)
        .sql((call, writer, use) -> DateSql.add(call, writer))
        .dependsOnEnvironment()
        .says(
            "Adds years (\"Y\"), months (\"M\"), weeks (\"W\"), days (\"D\"), and to a datetime hours"
                + " (\"H\"), minutes (\"MI\") or seconds (\"S\"). A day the month does not have becomes"
                + " its last.",
            "加上若干年（\"Y\"）、月（\"M\"）、周（\"W\"）、日（\"D\"），日期时间还可加小时（\"H\"）、分钟（\"MI\"）、秒（\"S\"）。"
                + "目标月份没有这一天时取月末。")
        .example("DATEADD(DATE(2026, 1, 31), 1, \"M\")", "2026-02-28")
        .done();
  }

  private static Node add(Typed.Call call, List<Node> arguments) {
    Unit unit = DateSql.unit(call);
    if (call.type() == ValueType.DATE) {
      return Strict.of(
              LocalDate.class,
              BigDecimal.class,
              (date, amount) -> Dates.add(date, Decimals.integer(amount), unit))
          .compile(call, arguments);
    }
    Node moment = arguments.get(0);
    Node amount = arguments.get(1);
    return frame ->
        moment.evaluate(frame) instanceof Instant start
                && amount.evaluate(frame) instanceof BigDecimal count
            ? Moments.add(start, Decimals.integer(count), unit, frame.environment().zone())
            : null;
  }

  private static Function between() {
    return Entry.of(
            DATE,
            "DATEDIF",
            "start: day, end: day, unit: 'calendar -> number",
            "start: datetime, end: datetime, unit: 'clock -> number")
        .jvm((call, arguments) -> {
          Unit unit = DateSql.unit(call);
          return unit.isCalendar()
              ? Strict.of(
                      LocalDate.class,
                      LocalDate.class,
                      (start, end) -> BigDecimal.valueOf(Dates.between(start, end, unit)))
                  .compile(call, arguments)
              : Strict.of(
                      Instant.class,
                      Instant.class,
                      (start, end) -> BigDecimal.valueOf(Moments.between(start, end, unit)))
                  .compile(call, arguments);
        })
        .sql((call, writer, use) -> DateSql.between(call, writer))
        .says(
            "Whole years, months, weeks or days between two dates, negative when it goes back; of"
                + " two datetimes also hours, minutes and seconds.",
            "两个日期相差的整年、整月、整周或天数，结束早于开始时为负；两个日期时间还可求小时、分钟、秒。")
        .example("DATEDIF(DATE(2026, 1, 31), DATE(2026, 3, 1), \"M\")", "1")
        .done();
  }

  private static Function endOfMonth() {
    return Entry.of(DATE, "EOMONTH", "date: day, [months: number = 0] -> date")
        .jvm(
            Strict.of(
                LocalDate.class,
                BigDecimal.class,
                (date, months) -> Dates.endOfMonth(date, Decimals.integer(months))))
        .sql("xiaodan.end_of_month({0}, {1})")
        .says("The last day of the month, some months later.", "若干个月之后那个月的最后一天。")
        .example("EOMONTH(DATE(2026, 1, 15), 1)", "2026-02-28")
        .done();
  }

  private static Function workday() {
    return Entry.of(DATE, "WORKDAY", "start: day, days: number -> date")
        .dependsOnEnvironment()
        .jvm((call, arguments) -> {
          Node start = arguments.get(0);
          Node days = arguments.get(1);
          return frame ->
              start.evaluate(frame) instanceof LocalDate date
                      && days.evaluate(frame) instanceof BigDecimal count
                  ? WorkingDays.add(date, Decimals.integer(count), frame.environment().holidays())
                  : null;
        })
        .sql((call, writer, use) -> DateSql.workday(call, writer))
        .says(
            "The date that many working days later (at most 10000), by the workspace's holiday"
                + " calendar with its 调休 days.",
            "若干个工作日（最多 10000）之后的日期，按工作区的节假日与调休日历计算。")
        .example("WORKDAY(DATE(2026, 3, 6), 1)", "2026-03-09")
        .done();
  }

  private static Function networkDays() {
    return Entry.of(DATE, "NETWORKDAYS", "start: day, end: day -> number")
        .dependsOnEnvironment()
        .jvm((call, arguments) -> {
          Node start = arguments.get(0);
          Node end = arguments.get(1);
          return frame ->
              start.evaluate(frame) instanceof LocalDate from
                      && end.evaluate(frame) instanceof LocalDate to
                  ? BigDecimal.valueOf(
                      WorkingDays.between(from, to, frame.environment().holidays()))
                  : null;
        })
        .sql((call, writer, use) -> DateSql.networkDays(call, writer))
        .says(
            "Working days between two dates, both included; negative when it goes back.",
            "两个日期之间的工作日天数，首尾都算；结束早于开始时为负。")
        .example("NETWORKDAYS(DATE(2026, 3, 2), DATE(2026, 3, 8))", "5")
        .done();
  }
}
