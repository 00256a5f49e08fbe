package io.xiaodan.expression.cases;

import io.xiaodan.expression.Path;
import io.xiaodan.expression.Values;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values for some paths, readable as a record with records in it. */
public final class Assignment implements Values {

  private final Map<String, @Nullable Object> fields = new HashMap<>();

  public static Assignment of(Map<Path, @Nullable Object> values) {
    var assignment = new Assignment();
    values.forEach(assignment::put);
    return assignment;
  }

  private void put(Path path, @Nullable Object value) {
    Assignment here = this;
    for (String name : path.names().subList(0, path.names().size() - 1)) {
      here = here.inner(name);
    }
    String last = path.names().getLast();
    if (here.fields.get(last) instanceof Assignment record) {
      record.fields.put("id", value);
    } else {
      here.fields.put(last, value);
    }
  }

  /** A record read both as a whole and by field keeps its id. */
  private Assignment inner(String name) {
    Object there = fields.get(name);
    if (there instanceof Assignment record) {
      return record;
    }
    var record = new Assignment();
    if (there != null) {
      record.fields.put("id", there);
    }
    fields.put(name, record);
    return record;
  }

  @Override
  public @Nullable Object get(String name) {
    return fields.get(name);
  }
}
