package io.xiaodan.exchange.sheet;

/**
 * A sheet that was read.
 *
 * @param name as it stands on its tab; the file's name for a text file
 * @param hidden whether people do not see it
 * @param rows up to the last one that holds something
 * @param width columns up to the last one that holds something
 * @param formulas cells whose last result was taken instead of their formula
 * @param errors cells that held an error such as {@code #N/A}, taken as empty
 */
public record SheetInfo(
    String name, boolean hidden, long rows, int width, long formulas, long errors) {}
