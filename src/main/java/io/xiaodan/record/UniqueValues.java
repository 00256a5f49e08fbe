package io.xiaodan.record;

import static io.xiaodan.platform.Workspace.quote;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.platform.Workspace;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Finds records by a value that only one of them has: {@code {"by": {"code": "C001"}}}. What was
 * found is remembered as a hint and proved when the record is read, since the value may have moved
 * on.
 */
@Component
class UniqueValues {

  private record Key(String form, String field, String value) {}

  private final Cache<Key, UUID> hints = Caffeine.newBuilder().maximumSize(50_000).build();
  private final JdbcTemplate database;
  private final Workspace workspace;
  private final References references;

  UniqueValues(JdbcTemplate database, Workspace workspace, References references) {
    this.database = database;
    this.workspace = workspace;
    this.references = references;
  }

  Coerced find(Blueprint blueprint, FormField field, ReferenceType type, String by, JsonNode json) {
    Form form = blueprint.find(Form.TYPE, type.form()).orElseThrow();
    FormField unique = form.fields().get(by);
    if (unique == null || !unique.unique()) {
      return Coerced.refused("record.by_field", "field", by, "label", field.label());
    }
    Coerced value = unique.type().coerce(json);
    if (value.value() == null) {
      return value;
    }
    Key key = new Key(form.key(), by, unique.type().toText(value.value()));
    UUID hint = hints.getIfPresent(key);
    if (hint != null) {
      ReferencedRecord record = references.find(blueprint, form, hint);
      if (record != null
          && !record.deleted()
          && Draft.same(record.values().get(by), value.value())) {
        return Coerced.of(hint);
      }
    }
    List<UUID> found =
        database.query(
            "SELECT id FROM %s WHERE %s = ?::%s AND deleted_at IS NULL"
                .formatted(workspace.table(form.table()), quote(by), unique.type().column()),
            (row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)),
            key.value());
    if (found.isEmpty()) {
      return unknown(field, form, by, json);
    }
    hints.put(key, found.getFirst());
    return Coerced.of(found.getFirst());
  }

  /** The answer where no record has the value. */
  static Coerced unknown(FormField field, Form form, String by, JsonNode value) {
    FormField unique = form.fields().get(by);
    return Coerced.refused(
        "record.by_unknown",
        "label",
        field.label(),
        "field",
        unique == null ? by : unique.label(),
        "value",
        value.asString(""));
  }
}
