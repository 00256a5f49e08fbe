package io.xiaodan.record;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is stored.
 *
 * @param form key of its form
 * @param rev grows by one with every change
 * @param deletedAt when it went to the recycle bin; null while it lives
 * @param flowState where its flow is: null without one, {@code running} or {@code finished}
 * @param values of the head by field, typed as its field type says; empty ones are absent
 * @param lines rows by line items field; absent when they were not read
 */
public record StoredRecord(
    String form,
    UUID id,
    long rev,
    Instant createdAt,
    UUID createdBy,
    Instant updatedAt,
    UUID updatedBy,
    @Nullable Instant deletedAt,
    @Nullable String flowState,
    Map<String, Object> values,
    Map<String, List<StoredLine>> lines) {

  public StoredRecord {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
  }

  /** The same with other values of its head. */
  StoredRecord withValues(Map<String, Object> other) {
    return new StoredRecord(
        form, id, rev, createdAt, createdBy, updatedAt, updatedBy, deletedAt, flowState, other,
        lines);
  }

  /** The same at an earlier revision. */
  StoredRecord as(
      long earlier,
      Instant at,
      UUID by,
      @Nullable Instant deleted,
      Map<String, Object> was,
      Map<String, List<StoredLine>> rows) {
    return new StoredRecord(
        form, id, earlier, createdAt, createdBy, at, by, deleted, flowState, was, rows);
  }

  /** The same with its line items. */
  StoredRecord withLines(Map<String, List<StoredLine>> read) {
    return new StoredRecord(
        form, id, rev, createdAt, createdBy, updatedAt, updatedBy, deletedAt, flowState, values,
        read);
  }
}
