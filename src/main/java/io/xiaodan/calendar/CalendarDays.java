package io.xiaodan.calendar;

import io.xiaodan.expression.HolidayCalendar;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Feed;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The days that differ from Monday to Friday. What is kept counts at once on every node, for
 * everything that is worked out from then on; values that records hold already stay as they are.
 */
@Component
public class CalendarDays {

  /** The feed topic that tells that the calendar changed. */
  public static final String TOPIC = "calendar";

  private static final Logger log = LoggerFactory.getLogger(CalendarDays.class);

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Feed feed;
  private final Clock clock;
  private final String table;

  CalendarDays(
      JdbcClient database,
      TransactionTemplate transaction,
      Feed feed,
      Clock clock,
      Workspace workspace) {
    this.database = database;
    this.transaction = transaction;
    this.feed = feed;
    this.clock = clock;
    this.table = workspace.table("calendar_day");
    install();
    feed.subscribe(TOPIC, _ -> Thread.ofVirtual().name("calendar").start(this::reload));
  }

  /** All days that are kept, in their order. */
  public List<CalendarDay> all() {
    return database
        .sql("select day, kind, name from " + table + " order by day")
        .query(CalendarDays::day)
        .list();
  }

  /** What the rows of a file would do; nothing is written. */
  public CalendarReview review(List<SheetRow> sheet) {
    Map<LocalDate, CalendarDay> kept =
        all().stream()
            .collect(
                Collectors.toMap(
                    CalendarDay::date, Function.identity(), (a, _) -> a, LinkedHashMap::new));
    return CalendarReview.of(sheet, kept);
  }

  /**
   * Takes all rows of a file, or none.
   *
   * @param replaces whether other days of the same years go
   * @throws io.xiaodan.kernel.ProblemException invalid, with every row that is wrong
   */
  public CalendarReview take(List<SheetRow> sheet, boolean replaces, UUID by) {
    CalendarReview review =
        Objects.requireNonNull(
            transaction.execute(_ -> {
              CalendarReview found = review(sheet);
              if (!found.isSound()) {
                throw Problem.invalid(
                        found.rows().isEmpty()
                            ? List.of(Violation.at("file", Message.of("calendar.no_rows")))
                            : found.problems())
                    .exception();
              }
              found.rows().forEach(row -> write(Objects.requireNonNull(row.day()), by));
              if (replaces) {
                found.leaving().forEach(day -> delete(day.date()));
              }
              return found;
            }));
    announce();
    return review;
  }

  /**
   * Says what one day is.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid for a day on which people work anyway
   */
  public void put(CalendarDay day, UUID by) {
    take(List.of(new SheetRow(1, day.date().toString(), day.kind().key(), day.name())), false, by);
  }

  /** A day is again what its day of the week says. */
  public void remove(LocalDate date) {
    delete(date);
    announce();
  }

  private void write(CalendarDay day, UUID by) {
    database
        .sql(
            "insert into "
                + table
                + " (day, kind, name, updated_at, updated_by) values (?, ?, ?, ?, ?) on conflict (day) do update set kind = excluded.kind, name = excluded.name, updated_at = excluded.updated_at, updated_by = excluded.updated_by")
        .params(
            day.date(), day.kind().key(), day.name(), clock.instant().atOffset(ZoneOffset.UTC), by)
        .update();
  }

  private void delete(LocalDate date) {
    database.sql("delete from " + table + " where day = ?").param(date).update();
  }

  private void announce() {
    install();
    feed.publish(TOPIC, "{}");
  }

  private void reload() {
    try {
      install();
    } catch (RuntimeException e) {
      log.error("the calendar could not be read again", e);
    }
  }

  private void install() {
    Map<DayKind, Set<LocalDate>> days =
        all().stream()
            .collect(
                Collectors.groupingBy(
                    CalendarDay::kind, Collectors.mapping(CalendarDay::date, Collectors.toSet())));
    HolidayCalendar.install(
        HolidayCalendar.of(
            days.getOrDefault(DayKind.OFF, Set.of()), days.getOrDefault(DayKind.WORK, Set.of())));
  }

  private static CalendarDay day(ResultSet row, int number) throws SQLException {
    return new CalendarDay(
        row.getObject("day", LocalDate.class),
        DayKind.of(row.getString("kind")).orElseThrow(),
        row.getString("name"));
  }
}
