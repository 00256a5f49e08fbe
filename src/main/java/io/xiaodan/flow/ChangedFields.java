package io.xiaodan.flow;

import io.xiaodan.expression.Values;
import io.xiaodan.form.FormField;
import io.xiaodan.record.Change;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The fields of a record that is being changed. */
final class ChangedFields implements RecordFacts.Fields {

  private final Change change;
  private final JsonMapper json;

  ChangedFields(Change change, JsonMapper json) {
    this.change = change;
    this.json = json;
  }

  private FormField field(String key) {
    return change.form().field(key).orElseThrow();
  }

  @Override
  public Values values() {
    return change.valuesAfter();
  }

  @Override
  public void write(String key, @Nullable Object value) {
    change.set(key, value);
  }

  @Override
  public @Nullable Object read(String key) {
    Object value = change.after(key);
    return value == null ? null : field(key).type().toJson(value);
  }

  @Override
  public void put(String key, @Nullable Object value) {
    Object stored = field(key).type().fromRowJson(json.valueToTree(value));
    change.set(key, stored == null ? null : field(key).type().toFormula(stored));
  }
}
