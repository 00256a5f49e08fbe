package io.xiaodan.print;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one record, one row of line items or a whole list says to its reader.
 *
 * @param texts how values are written
 * @param fields its fields, whose values {@code values} has
 * @param head the fields of the head, for what speaks of {@code parent}
 * @param values by field as the API shows them to the reader; what is hidden is absent
 * @param formulas what formulas see
 * @param refused whether a formula wanted to see since the last call what its reader may not
 * @param rows by line items: its rows; of a list under the empty key
 * @param link the record's address; null where there is none
 */
record Source(
    FieldText texts,
    ShownFields shown,
    Map<String, FormField> fields,
    Map<String, FormField> head,
    Map<?, ?> values,
    Values formulas,
    Environment environment,
    BooleanSupplier refused,
    Map<String, List<Source>> rows,
    @Nullable String link) {

  /** Stands for the number of a page until it is known. */
  static final char PAGE = '\uE000';

  /** Stands for the number of pages until it is known. */
  static final char PAGES = '\uE001';

  /** A text with the values in their places; what its reader may not see leaves nothing. */
  String text(PrintText text) {
    try {
      return text.in(texts.language()).render(formulas, environment, this::shown);
    } catch (FormulaException e) {
      return "";
    }
  }

  /** Whether a part is there. */
  boolean shows(@Nullable Formula visible) {
    if (visible == null) {
      return true;
    }
    refused.getAsBoolean();
    try {
      return visible.test(formulas, environment) && !refused.getAsBoolean();
    } catch (FormulaException e) {
      return false;
    }
  }

  /** Whether the reader may know of a field. */
  boolean has(String key) {
    return values.containsKey(key);
  }

  /** The value of a field as the API shows it. */
  @Nullable Object value(String key) {
    return values.get(key);
  }

  /** The text of a column's value. */
  String text(Block.Column column) {
    if (column.text() != null) {
      return text(column.text());
    }
    return column.key() == null ? "" : clean(texts.of(column.field(), value(column.key())));
  }

  private @Nullable String shown(Formula formula) {
    Path path = PrintText.path(formula);
    refused.getAsBoolean();
    if (path == null) {
      formula.evaluate(formulas, environment);
      return refused.getAsBoolean() ? "" : null;
    }
    String first = path.names().getFirst();
    if (path.names().size() == 1) {
      if (values.containsKey(first)) {
        return clean(texts.of(fields.get(first), values.get(first)));
      }
      Object value = formulas.get(first);
      return refused.getAsBoolean() || value instanceof Values ? "" : null;
    }
    return first.equals("parent")
        ? walked(formulas.get("parent"), head, ShownFields.ofHead(path))
        : walked(formulas, fields, path.names());
  }

  /** The text of the field at the end of a path; of a record there, its name. */
  private String walked(@Nullable Object from, Map<String, FormField> first, List<String> names) {
    Object at = from;
    for (String name : names) {
      at = at instanceof Values values ? values.get(name) : null;
    }
    FormField field = shown.at(first, names);
    if (at instanceof Values record) {
      Form target = shown.target(field);
      at = target == null ? null : record.get(target.title());
      field = target == null ? null : target.titleField();
    }
    if (refused.getAsBoolean() || at == null) {
      return "";
    }
    return clean(field == null ? at.toString() : texts.ofFormula(field, at));
  }

  /** Records cannot speak of pages. */
  private static String clean(String text) {
    return text.indexOf(PAGE) < 0 && text.indexOf(PAGES) < 0
        ? text
        : text.replace(PAGE, ' ').replace(PAGES, ' ');
  }
}
