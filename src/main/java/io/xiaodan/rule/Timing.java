package io.xiaodan.rule;

import io.xiaodan.expression.HolidayCalendar;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.FormField;
import io.xiaodan.record.RecordRounds.Span;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A time that sets a rule off, for every record that it concerns then. */
public sealed interface Timing {

  /**
   * What has come due.
   *
   * @param span which values of a field are concerned; null for every record
   */
  record Due(@Nullable Span span) {}

  /**
   * What came due after one moment and not after another; empty when nothing did. Occurrences that
   * were missed are one.
   */
  Optional<Due> due(Instant after, Instant until, ZoneId zone, HolidayCalendar calendar);

  /** What becomes of a day on which nobody works. */
  enum DaysOff {
    /** It is a day like any other. */
    COUNT,
    /** Nothing happens on it. */
    SKIP,
    /** What was to happen on it happens on the next working day. */
    NEXT;

    /** On which day it happens that was meant for this one; empty when it does not. */
    Optional<LocalDate> on(LocalDate day, HolidayCalendar calendar) {
      return switch (this) {
        case COUNT -> Optional.of(day);
        case SKIP -> calendar.isWorkingDay(day) ? Optional.of(day) : Optional.empty();
        case NEXT -> Optional.of(calendar.onOrAfter(day));
      };
    }
  }

  /** No stretch of days off is longer than this, so what was put off lies within it. */
  int LONGEST_BREAK = 60;

  /**
   * A date of the record is reached.
   *
   * @param field a date or a moment of the head
   * @param amount how many units after it; negative for before
   * @param unit days for a date; minutes, hours or days for a moment
   * @param at at which time of the day, for a date
   * @param daysOff what becomes of a day off, for a date
   */
  record DateReached(FormField field, int amount, ChronoUnit unit, LocalTime at, DaysOff daysOff)
      implements Timing {

    @Override
    public Optional<Due> due(Instant after, Instant until, ZoneId zone, HolidayCalendar calendar) {
      return field.type().valueType() == ValueType.DATE
          ? dueDays(after, until, zone, calendar)
          : Optional.of(dueMoments(after, until));
    }

    /** Days that are put off stay in their order, so what came due is one span of days. */
    private Optional<Due> dueDays(
        Instant after, Instant until, ZoneId zone, HolidayCalendar calendar) {
      List<LocalDate> days =
          days(after, until, zone)
              .filter(day ->
                  daysOff
                      .on(day, calendar)
                      .filter(on -> isWithin(on.atTime(at).atZone(zone).toInstant(), after, until))
                      .isPresent())
              .map(day -> day.minusDays(amount))
              .toList();
      return days.isEmpty()
          ? Optional.empty()
          : Optional.of(new Due(new Span(field.key(), days.getFirst(), days.getLast())));
    }

    /**
     * Moments are kept to the microsecond, so the next one after {@code after} is that much later.
     */
    private Due dueMoments(Instant after, Instant until) {
      Duration offset = unit.getDuration().multipliedBy(amount);
      return new Due(
          new Span(
              field.key(),
              after.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS).minus(offset),
              until.truncatedTo(ChronoUnit.MICROS).minus(offset)));
    }
  }

  /**
   * Again and again, by the workspace's clock.
   *
   * @param every hours, days, weeks or months
   * @param weekdays on which days of the week; of weeks only
   * @param day on which day of the month, the last one where a month is shorter; of months only
   * @param at at which time of the day; of an hour, its minute
   * @param together whether it happens once for all records that meet the condition, which the
   *     steps see as {@code items}
   * @param daysOff what becomes of a day off
   */
  record Every(
      ChronoUnit every,
      Set<DayOfWeek> weekdays,
      int day,
      LocalTime at,
      boolean together,
      DaysOff daysOff)
      implements Timing {

    public Every {
      weekdays = Set.copyOf(weekdays);
    }

    @Override
    public Optional<Due> due(Instant after, Instant until, ZoneId zone, HolidayCalendar calendar) {
      boolean came =
          days(after, until, zone)
              .filter(this::isOn)
              .flatMap(day -> daysOff.on(day, calendar).stream())
              .flatMap(this::moments)
              .anyMatch(moment -> isWithin(moment.atZone(zone).toInstant(), after, until));
      return came ? Optional.of(new Due(null)) : Optional.empty();
    }

    private boolean isOn(LocalDate date) {
      return switch (every) {
        case WEEKS -> weekdays.contains(date.getDayOfWeek());
        case MONTHS -> {
          int last = date.with(TemporalAdjusters.lastDayOfMonth()).getDayOfMonth();
          yield date.getDayOfMonth() == Math.min(day, last);
        }
        default -> true;
      };
    }

    private Stream<java.time.LocalDateTime> moments(LocalDate date) {
      return every == ChronoUnit.HOURS
          ? Stream.iterate(0, hour -> hour < 24, hour -> hour + 1)
              .map(hour -> date.atTime(hour, at.getMinute()))
          : Stream.of(date.atTime(at));
    }
  }

  /** The days between two moments, with those before that may have been put off until then. */
  private static Stream<LocalDate> days(Instant after, Instant until, ZoneId zone) {
    return after
        .atZone(zone)
        .toLocalDate()
        .minusDays(LONGEST_BREAK)
        .datesUntil(until.atZone(zone).toLocalDate().plusDays(2));
  }

  private static boolean isWithin(Instant moment, Instant after, Instant until) {
    return moment.isAfter(after) && !moment.isAfter(until);
  }
}
