package io.xiaodan.print;

import io.xiaodan.expression.Formula;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.kernel.Label;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a page, compiled. */
sealed interface Block {

  /** When it is there; null for always. */
  @Nullable Formula visible();

  /**
   * Text with fields and formulas in it.
   *
   * @param size in points; null for the template's own
   * @param align {@code left}, {@code center} or {@code right}
   */
  record Text(
      @Nullable Formula visible, PrintText text, @Nullable String size, boolean bold, String align)
      implements Block {}

  /**
   * Names of fields with their values.
   *
   * @param columns how many stand beside each other
   * @param boxed whether lines are drawn around them
   */
  record Fields(@Nullable Formula visible, int columns, boolean boxed, List<Column> items)
      implements Block {}

  /**
   * Line items, or the records of a list.
   *
   * @param key unique in the template
   * @param lines null for the records of a list
   * @param numbered whether each row has its number in front
   * @param pageTotals whether every page adds up its rows
   * @param totals whether the end adds up all rows
   */
  record Table(
      @Nullable Formula visible,
      String key,
      @Nullable LineItems lines,
      List<Column> columns,
      boolean numbered,
      boolean pageTotals,
      boolean totals)
      implements Block {}

  /**
   * A picture of the template, or those of a field.
   *
   * @param data as a {@code data:} address; null where a field is meant
   * @param width in millimetres
   */
  record Picture(
      @Nullable Formula visible,
      @Nullable String data,
      @Nullable FormField field,
      String width,
      String align)
      implements Block {}

  /**
   * A code to be scanned.
   *
   * @param text null for the address of the record
   * @param width in millimetres
   * @param caption whether the text stands below it
   */
  record Code(
      @Nullable Formula visible,
      String format,
      @Nullable PrintText text,
      String width,
      String align,
      boolean caption)
      implements Block {}

  /** Lines to sign on. */
  record Signatures(@Nullable Formula visible, List<Label> labels) implements Block {}

  /** A line across the page. */
  record Rule(@Nullable Formula visible) implements Block {}

  /** Room left free, in millimetres. */
  record Gap(@Nullable Formula visible, String height) implements Block {}

  /** Blocks beside each other. */
  record Row(@Nullable Formula visible, List<Cell> cells) implements Block {}

  /**
   * A part of a row.
   *
   * @param width as a share of the row
   */
  record Cell(int width, List<Block> blocks) {}

  /**
   * A value with its name: an item of fields or a column of a table. Either a field or a text.
   *
   * @param key of the field; null for a text
   * @param field whose way of being shown the value takes; null for a text, and where it is plain
   * @param width of a column, as a share
   * @param align null for what suits the field
   * @param total whether a table adds it up
   */
  record Column(
      Label label,
      @Nullable String key,
      @Nullable FormField field,
      @Nullable PrintText text,
      int width,
      @Nullable String align,
      boolean total) {}
}
