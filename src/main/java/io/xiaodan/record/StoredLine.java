package io.xiaodan.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One row of line items as it is stored.
 *
 * @param id made when the row was added, kept as long as it lives
 * @param values by column; empty ones are absent
 */
public record StoredLine(UUID id, Map<String, Object> values) {

  public StoredLine {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
