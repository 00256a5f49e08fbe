package io.xiaodan.expression;

/**
 * How the fields of one record are read in a SQL statement. Columns must be qualified, because they
 * are also used inside sub-selects.
 */
public interface SqlNames {

  /**
   * The value at this path: {@code text} (never {@code ''}), {@code numeric}, {@code boolean},
   * {@code date} or {@code timestamptz}. A reference gives its id as {@code text}. {@link
   * Path#SELF} asks for the element, where the rows are a list of plain values.
   */
  SqlFragment column(Path path);

  /** The entries of the list at this path: line items, or the values of a multi-select. */
  SqlRows rows(Path path);
}
