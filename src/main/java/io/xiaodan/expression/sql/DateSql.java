package io.xiaodan.expression.sql;

import io.xiaodan.expression.HolidayCalendar;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.check.Typed;
import io.xiaodan.expression.time.Unit;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;

/** SQL of the date functions that depend on a unit, the zone or the holidays. */
public final class DateSql {

  private DateSql() {}

  /** The unit, which the checker has made sure is a constant and comes third. */
  public static Unit unit(Typed.Call call) {
    var text = (String) Objects.requireNonNull(((Typed.Constant) call.argument(2)).value());
    return Unit.of(text).orElseThrow();
  }

  public static SqlFragment add(Typed.Call call, SqlWriter writer) {
    Unit unit = unit(call);
    SqlFragment start = writer.value(call.argument(0));
    SqlFragment amount = writer.value(call.argument(1));
    if (!unit.isCalendar()) {
      return SqlText.fill(
          "xiaodan.add_seconds({0}, {1}, " + unit.millis() / 1_000 + ", {2})",
          start,
          amount,
          writer.zone());
    }
    String name = unit == Unit.YEAR || unit == Unit.MONTH ? "add_months" : "add_days";
    int factor = unit == Unit.YEAR ? 12 : unit == Unit.WEEK ? 7 : 1;
    return call.type() == ValueType.DATE
        ? SqlText.fill("xiaodan." + name + "({0}, {1}, " + factor + ")", start, amount)
        : SqlText.fill(
            "xiaodan." + name + "_at({0}, {1}, " + factor + ", {2})", start, amount, writer.zone());
  }

  public static SqlFragment between(Typed.Call call, SqlWriter writer) {
    Unit unit = unit(call);
    SqlFragment start = writer.value(call.argument(0));
    SqlFragment end = writer.value(call.argument(1));
    return switch (unit) {
      case YEAR -> SqlText.fill("xiaodan.months_between({0}, {1}, 12)", start, end);
      case MONTH -> SqlText.fill("xiaodan.months_between({0}, {1}, 1)", start, end);
      case WEEK -> SqlText.fill("xiaodan.days_between({0}, {1}, 7)", start, end);
      case DAY -> SqlText.fill("xiaodan.days_between({0}, {1}, 1)", start, end);
      case HOUR, MINUTE, SECOND ->
          SqlText.fill(
              "xiaodan.seconds_between({0}, {1}, " + unit.millis() / 1_000 + ")", start, end);
    };
  }

  public static SqlFragment workday(Typed.Call call, SqlWriter writer) {
    return withCalendar("xiaodan.workday({0}, {1}, {2}, {3})", call, writer);
  }

  public static SqlFragment networkDays(Typed.Call call, SqlWriter writer) {
    return withCalendar("xiaodan.network_days({0}, {1}, {2}, {3})", call, writer);
  }

  private static SqlFragment withCalendar(String template, Typed.Call call, SqlWriter writer) {
    HolidayCalendar calendar = writer.environment().holidays();
    return SqlText.fill(
        template,
        writer.value(call.argument(0)),
        writer.value(call.argument(1)),
        dates(calendar.holidays()),
        dates(calendar.workingDays()));
  }

  private static SqlFragment dates(Collection<LocalDate> dates) {
    String array = dates.stream().map(LocalDate::toString).collect(Collectors.joining(","));
    return SqlFragment.of("?::date[]", "{" + array + "}");
  }
}
