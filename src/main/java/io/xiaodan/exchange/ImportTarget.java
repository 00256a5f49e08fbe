package io.xiaodan.exchange;

import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A form that an import fills. All lines with the same key value make one record; where line items
 * are mapped each of those lines is one item.
 *
 * @param form the form
 * @param key the fields by which a record is recognised; none where every line, or every group of
 *     lines, is a new record
 * @param duplicates what happens to a record that is already there
 * @param repeated whether a second line with the same key is refused instead of adding to the
 *     record
 * @param when which lines go into the form; null for all
 * @param at when a record came to be; null for the moment of the import
 * @param values of the head by field
 * @param lines values of a line item by lines field and column
 */
record ImportTarget(
    Form form,
    List<FormField> key,
    Duplicates duplicates,
    boolean repeated,
    @Nullable LineRule when,
    @Nullable MappedValue at,
    SequencedMap<String, MappedValue> values,
    SequencedMap<String, SequencedMap<String, MappedValue>> lines) {

  /** What happens to records by whether they are already there. */
  enum Duplicates {
    /** New ones are made, those already there are left alone. */
    SKIP,
    /** Those already there are changed, no new one is made. */
    UPDATE,
    /** New ones are made, those already there are changed. */
    BOTH
  }

  boolean hasLines() {
    return !lines.isEmpty();
  }

  boolean hasKey() {
    return !key.isEmpty();
  }

  /** The names of the fields that recognise a record. */
  Label keyLabel() {
    return new Label(named(Language.ZH), named(Language.EN));
  }

  private String named(Language language) {
    return String.join(" + ", key.stream().map(field -> field.label().in(language)).toList());
  }
}
