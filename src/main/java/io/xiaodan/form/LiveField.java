package io.xiaodan.form;

import io.xiaodan.expression.Formula;
import io.xiaodan.kernel.Label;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field without a column: its value is looked up whenever it is shown, so it is never out of
 * date. It cannot be typed, and formulas do not read it.
 */
public sealed interface LiveField {

  /** Its name in the API. */
  String key();

  /** Its name for people. */
  Label label();

  /** The field as it stands in the artifact. */
  JsonNode document();

  /**
   * A value of a record that is referred to.
   *
   * @param path references, one after the other, and the field at their end
   */
  record Lookup(String key, Label label, List<String> path, JsonNode document)
      implements LiveField {}

  /**
   * A number made of all living records that refer to this one, whoever looks at it.
   *
   * @param form key of the form those records are of
   * @param by its reference to this form
   * @param aggregate count, sum, average, minimum or maximum
   * @param of field that is summed up; null when counting
   * @param type of what comes out
   * @param where which records count; null for all
   */
  record RollUp(
      String key,
      Label label,
      String form,
      String by,
      String aggregate,
      @Nullable String of,
      FieldType type,
      @Nullable Formula where,
      JsonNode document)
      implements LiveField {}

  /**
   * Where a record stands among those of its form that refer to the same: which order of its
   * customer it is, or how many days lie between it and the one before. Records without a date, in
   * the recycle bin, or that do not count have no place.
   *
   * @param by the reference they share
   * @param interval whether days are meant; otherwise its number, from 1
   * @param of the date or moment that gives the order; where it is the same, ids do
   * @param type of what comes out
   * @param where which records count; null for all
   */
  record Place(
      String key,
      Label label,
      String form,
      String by,
      boolean interval,
      String of,
      FieldType type,
      @Nullable Formula where,
      JsonNode document)
      implements LiveField {}
}
