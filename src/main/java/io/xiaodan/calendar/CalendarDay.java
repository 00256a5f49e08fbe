package io.xiaodan.calendar;

import java.time.LocalDate;

/**
 * A day that differs from what its day of the week says.
 *
 * @param name of the holiday it belongs to, such as 春节
 */
public record CalendarDay(LocalDate date, DayKind kind, String name) {}
