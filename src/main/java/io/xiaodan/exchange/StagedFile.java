package io.xiaodan.exchange;

import java.util.List;
import java.util.UUID;

/**
 * A file that was uploaded and read, and waits for what is to become of it.
 *
 * @param name of the file
 * @param kind {@code xlsx} or {@code csv}
 * @param macros whether it brings programs, which were not run
 * @param charset of a text file; empty for a workbook
 * @param person who uploaded it, and alone may use it
 */
public record StagedFile(
    UUID id,
    String name,
    String kind,
    boolean macros,
    String charset,
    UUID person,
    List<Sheet> sheets) {

  /**
   * A sheet of it.
   *
   * @param name as it stands on its tab; the file's name for a text file
   * @param hidden whether people do not see it
   * @param rows up to the last one that holds something
   * @param columns up to the last one that holds something
   * @param formulas cells whose last result was taken instead of their formula
   * @param errors cells that held an error such as {@code #N/A}, taken as empty
   */
  public record Sheet(
      String name, boolean hidden, long rows, int columns, long formulas, long errors) {}

  public StagedFile {
    sheets = List.copyOf(sheets);
  }
}
