package io.xiaodan.expression;

import java.util.Optional;

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

  /**
   * The same value as {@code uuid}, where the path leads to an id: compared as such it can be
   * looked up in an index. Empty where it is no id, or is not kept as one.
   */
  default Optional<SqlFragment> identifier(Path path) {
    return Optional.empty();
  }

  /** The entries of the list at this path: line items, or the values of a multi-select. */
  SqlRows rows(Path path);
}
