package io.xiaodan.exchange.sheet;

import org.jspecify.annotations.Nullable;

/**
 * A column of a sheet that is written.
 *
 * @param header its name
 * @param format how a workbook shows its numbers and dates; null for plain text
 * @param width in characters
 * @param hidden whether a workbook hides it; a text file leaves nothing out
 */
public record SheetColumn(String header, @Nullable String format, int width, boolean hidden) {}
