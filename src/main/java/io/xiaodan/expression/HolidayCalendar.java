package io.xiaodan.expression;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Which days people work: Monday to Friday, except holidays, plus the weekend days that the yearly
 * notice of the State Council turns into working days (调休).
 *
 * @param holidays days off; those on a weekend change nothing
 * @param workingDays weekend days on which people work; wins when a day is in both sets
 */
public record HolidayCalendar(SortedSet<LocalDate> holidays, SortedSet<LocalDate> workingDays) {

  public static final HolidayCalendar NONE = of(Set.of(), Set.of());

  /** An installation has one calendar as it has one time zone; NONE until somebody keeps one. */
  private static final AtomicReference<HolidayCalendar> INSTALLED = new AtomicReference<>(NONE);

  public HolidayCalendar {
    holidays = Collections.unmodifiableSortedSet(new TreeSet<>(holidays));
    workingDays = Collections.unmodifiableSortedSet(new TreeSet<>(workingDays));
  }

  public static HolidayCalendar of(Set<LocalDate> holidays, Set<LocalDate> workingDays) {
    return new HolidayCalendar(new TreeSet<>(holidays), new TreeSet<>(workingDays));
  }

  /** The calendar of this installation, by which formulas count unless they are given another. */
  public static HolidayCalendar installed() {
    return INSTALLED.get();
  }

  /** From now on formulas count by this one, in the whole process. */
  public static void install(HolidayCalendar calendar) {
    INSTALLED.set(calendar);
  }

  /** With the days of another as well; a day on which that one works is worked on. */
  public HolidayCalendar and(HolidayCalendar other) {
    SortedSet<LocalDate> off = new TreeSet<>(holidays);
    off.addAll(other.holidays);
    SortedSet<LocalDate> on = new TreeSet<>(workingDays);
    on.addAll(other.workingDays);
    return new HolidayCalendar(off, on);
  }

  /** The day itself where people work on it, else the next day on which they do. */
  public LocalDate onOrAfter(LocalDate day) {
    LocalDate found = day;
    while (!isWorkingDay(found)) {
      found = found.plusDays(1);
    }
    return found;
  }

  public boolean isWorkingDay(LocalDate day) {
    if (workingDays.contains(day)) {
      return true;
    }
    return isWeekday(day) && !holidays.contains(day);
  }

  static boolean isWeekday(LocalDate day) {
    return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
  }
}
