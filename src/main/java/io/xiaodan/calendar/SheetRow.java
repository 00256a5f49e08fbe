package io.xiaodan.calendar;

/**
 * A row of a file of days, as it was written.
 *
 * @param line its number in the file, from 1
 */
public record SheetRow(long line, String date, String kind, String name) {}
