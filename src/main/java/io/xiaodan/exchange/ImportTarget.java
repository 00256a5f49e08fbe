package io.xiaodan.exchange;

import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A form that an import fills. All lines with the same key value make one record; where line items
 * are mapped each of those lines is one item.
 *
 * @param form the form
 * @param key the unique field by which a record is recognised
 * @param duplicates what happens to a record that is already there
 * @param when which lines go into the form; null for all
 * @param at when a record came to be; null for the moment of the import
 * @param values of the head by field
 * @param lines values of a line item by lines field and column
 */
record ImportTarget(
    Form form,
    FormField key,
    Duplicates duplicates,
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

  MappedValue keyValue() {
    return java.util.Objects.requireNonNull(values.get(key.key()), "the compiler checked it");
  }
}
