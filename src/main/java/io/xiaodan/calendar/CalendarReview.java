package io.xiaodan.calendar;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Violation;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a file would do to the calendar. Nothing is taken while one of them is refused.
 *
 * @param rows in the order of the file
 * @param leaving days of the same years that the file does not name, and that go when it replaces
 *     them
 */
public record CalendarReview(List<Row> rows, List<CalendarDay> leaving) {

  private static final int LONGEST_NAME = 40;
  private static final int FIRST_YEAR = 1990;
  private static final int LAST_YEAR = 2100;

  /** 2026-02-16, 2026/2/16, 2026.2.16, 2026年2月16日, 20260216; a time of midnight may follow. */
  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{4})(?:[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?|(\\d{2})(\\d{2}))(?:[ T]0?0:00(?::00)?)?");

  /** What a row comes to. */
  public enum Becomes {
    NEW,
    CHANGED,
    SAME,
    REFUSED
  }

  /**
   * One row.
   *
   * @param day what it says; null where it is refused
   * @param problems what is wrong with it, each with the column: {@code date}, {@code kind}, {@code
   *     name}
   */
  public record Row(
      SheetRow source, Becomes becomes, @Nullable CalendarDay day, List<Violation> problems) {}

  public CalendarReview {
    rows = List.copyOf(rows);
    leaving = List.copyOf(leaving);
  }

  /** Reads rows beside the days that are kept. */
  static CalendarReview of(List<SheetRow> sheet, Map<LocalDate, CalendarDay> kept) {
    Map<LocalDate, SheetRow> seen = new LinkedHashMap<>();
    List<Row> rows = new ArrayList<>();
    for (SheetRow source : sheet) {
      rows.add(row(source, seen, kept));
    }
    List<Integer> years = seen.keySet().stream().map(LocalDate::getYear).distinct().toList();
    List<CalendarDay> leaving =
        kept.values().stream()
            .filter(day -> years.contains(day.date().getYear()) && !seen.containsKey(day.date()))
            .toList();
    return new CalendarReview(rows, leaving);
  }

  /** Whether every row can be taken, and there is one. */
  public boolean isSound() {
    return !rows.isEmpty() && rows.stream().noneMatch(row -> row.becomes() == Becomes.REFUSED);
  }

  /** Everything that is wrong, with its row. */
  public List<Violation> problems() {
    return rows.stream().flatMap(row -> row.problems().stream()).toList();
  }

  private static Row row(
      SheetRow source, Map<LocalDate, SheetRow> seen, Map<LocalDate, CalendarDay> kept) {
    List<Violation> problems = new ArrayList<>();
    LocalDate date = date(source.date());
    DayKind kind = DayKind.of(source.kind()).orElse(null);
    if (date == null) {
      problems.add(
          problem(source, "date", Message.of("calendar.not_a_date", "text", source.date())));
    }
    if (kind == null) {
      problems.add(
          problem(source, "kind", Message.of("calendar.not_a_kind", "text", source.kind())));
    }
    if (source.name().length() > LONGEST_NAME) {
      problems.add(problem(source, "name", Message.of("calendar.long_name", "most", LONGEST_NAME)));
    }
    if (date != null && kind == DayKind.WORK && !isWeekend(date)) {
      problems.add(problem(source, "kind", Message.of("calendar.works_anyway", "date", date)));
    }
    SheetRow earlier = date == null ? null : seen.putIfAbsent(date, source);
    if (earlier != null) {
      problems.add(problem(source, "date", Message.of("calendar.twice", "line", earlier.line())));
    }
    if (date == null || kind == null || !problems.isEmpty()) {
      return new Row(source, Becomes.REFUSED, null, problems);
    }
    CalendarDay day = new CalendarDay(date, kind, source.name().strip());
    CalendarDay before = kept.get(date);
    Becomes becomes =
        before == null ? Becomes.NEW : before.equals(day) ? Becomes.SAME : Becomes.CHANGED;
    return new Row(source, becomes, day, problems);
  }

  /** Whether nobody works on this day anyway. */
  static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
  }

  private static Violation problem(SheetRow source, String column, Message message) {
    return Violation.at("rows", (int) source.line() - 1, column, message);
  }

  private static @Nullable LocalDate date(String text) {
    Matcher parts = DATE.matcher(text.strip());
    if (!parts.matches()) {
      return null;
    }
    int year = Integer.parseInt(parts.group(1));
    boolean split = parts.group(2) != null;
    int month = Integer.parseInt(split ? parts.group(2) : parts.group(4));
    int day = Integer.parseInt(split ? parts.group(3) : parts.group(5));
    try {
      return year < FIRST_YEAR || year > LAST_YEAR ? null : LocalDate.of(year, month, day);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
