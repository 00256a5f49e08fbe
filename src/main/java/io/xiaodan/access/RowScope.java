package io.xiaodan.access;

import io.xiaodan.expression.Formula;
import io.xiaodan.identity.Reach;
import java.util.List;

/** Which rows a right reaches. */
public sealed interface RowScope {

  /** Every row. */
  record All() implements RowScope {}

  /** No row. */
  record None() implements RowScope {}

  /** The rows one has created. */
  record Mine() implements RowScope {}

  /**
   * The rows in which one of some fields names somebody, or a department, that one's reach takes
   * in.
   *
   * @param people fields that hold a person, {@code created_by} among them
   * @param departments fields that hold a department
   */
  record Team(Reach reach, List<String> people, List<String> departments) implements RowScope {

    public Team {
      people = List.copyOf(people);
      departments = List.copyOf(departments);
    }
  }

  /** The rows for which a formula holds; it may ask for {@code me.id}. */
  record Where(Formula formula) implements RowScope {}
}
