package io.xiaodan.batch;

import io.xiaodan.record.ListQuery;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which records, and what is to be done to them.
 *
 * @param ids the records picked by hand; null for all that the filter and the search find
 * @param filter a formula or the text of a tree; null for all
 * @param sort the order in which they are worked on; null for the form's own
 * @param values by field, for an edit
 */
public record BatchRequest(
    BatchKind kind,
    @Nullable List<UUID> ids,
    @Nullable String filter,
    @Nullable String search,
    @Nullable String sort,
    Map<String, NewValue> values) {

  public BatchRequest {
    ids = ids == null ? null : List.copyOf(ids);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The list the records are picked from. */
  ListQuery query() {
    return new ListQuery(
        filter, sort, search, kind == BatchKind.RESTORE || kind == BatchKind.PURGE, 1, null);
  }

  /** The same without the records picked by hand, which are kept one by one. */
  BatchRequest withoutIds() {
    return new BatchRequest(kind, ids == null ? null : List.of(), filter, search, sort, values);
  }
}
