package io.xiaodan.access;

import org.jspecify.annotations.Nullable;

/**
 * How what waits for one person narrows what they see and edit of single records of a form. It only
 * ever takes away from what the roles give.
 */
public interface Narrowed {

  /** Takes nothing away. */
  Narrowed NOT =
      new Narrowed() {
        @Override
        public FieldAccess most(@Nullable Object record, String field) {
          return FieldAccess.EDIT;
        }

        @Override
        public boolean hides(String field) {
          return false;
        }
      };

  /**
   * The most that may be done with a field of a record.
   *
   * @param record id of the record as formulas see it; null for one that is not stored
   */
  FieldAccess most(@Nullable Object record, String field);

  /** Whether the field is hidden in any record. */
  boolean hides(String field);
}
