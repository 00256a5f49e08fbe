package io.xiaodan.flow;

import io.xiaodan.expression.Values;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a record as they would be; what is written stays here. */
final class ImaginedFields implements RecordFacts.Fields {

  private final Values stored;
  private final Map<String, @Nullable Object> written = new HashMap<>();

  ImaginedFields(Values stored) {
    this.stored = stored;
  }

  @Override
  public Values values() {
    return name -> written.containsKey(name) ? written.get(name) : stored.get(name);
  }

  @Override
  public void write(String field, @Nullable Object value) {
    written.put(field, value);
  }

  @Override
  public @Nullable Object read(String field) {
    return null;
  }

  @Override
  public void put(String field, @Nullable Object json) {}
}
