/**
 * The company's calendar: which days people work.
 *
 * <p>Monday to Friday, unless the days kept here say otherwise: holidays, and the weekend days that
 * the yearly notice turns into working days (调休). What is kept is installed as {@link
 * io.xiaodan.expression.HolidayCalendar#installed()}, so that formulas, time limits of flows and
 * schedules of rules all count by the same days. May use: kernel, platform, expression.
 */
@ApplicationModule(
    displayName = "Calendar",
    allowedDependencies = {"kernel", "platform", "expression"})
@NullMarked
package io.xiaodan.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
