package io.xiaodan.filter;

import io.xiaodan.access.FormAccess;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.LiveField;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person may ask of the records of a form: the fields seen in every row, and those without a
 * column as well. A lookup can be asked where every field on its way can; a number made of other
 * records is the same for everybody who sees the field. What a ledger says is only shown.
 *
 * @param rights on the form
 * @param kept the fields with a column, as far as the person sees them
 */
record AskedSchema(FormAccess rights, Schema kept) implements Schema {

  @Override
  public Optional<ValueType> typeOf(String name) {
    LiveField live = rights.form().live().get(name);
    if (live == null) {
      return kept.typeOf(name);
    }
    if (!rights.seesFieldAlways(name)) {
      return Optional.empty();
    }
    return switch (live) {
      case LiveField.Lookup lookup -> Optional.ofNullable(end(lookup));
      case LiveField.RollUp rollUp -> Optional.of(rollUp.type().valueType());
      case LiveField.Place place -> Optional.of(place.type().valueType());
      case LiveField.OfLedger _ -> Optional.empty();
    };
  }

  private @Nullable ValueType end(LiveField.Lookup lookup) {
    Schema at = kept;
    ValueType type = null;
    for (String name : lookup.path()) {
      type = at.typeOf(name).orElse(null);
      at = type instanceof ValueType.RecordOf record ? record.schema() : _ -> Optional.empty();
    }
    return type;
  }
}
