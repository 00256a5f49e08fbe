package io.xiaodan.record;

import io.xiaodan.access.Access;
import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.platform.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Records in a few words, many at once, mostly from memory. */
@Component
public class RecordSummaries {

  private static final int MOST_VALUES = 5;

  private final References references;
  private final RecordViews views;
  private final Access access;
  private final RecordSearch search;
  private final JdbcTemplate database;
  private final Workspace workspace;

  RecordSummaries(
      References references,
      RecordViews views,
      Access access,
      RecordSearch search,
      JdbcTemplate database,
      Workspace workspace) {
    this.references = references;
    this.views = views;
    this.access = access;
    this.search = search;
    this.database = database;
    this.workspace = workspace;
  }

  /** Those of some records in which a text is found, in what the caller may see of them. */
  public Set<UUID> matching(Caller caller, String form, Collection<UUID> ids, String text) {
    Form found = caller.blueprint().find(Form.TYPE, form).orElse(null);
    if (found == null || ids.isEmpty()) {
      return Set.of();
    }
    FormAccess rights = access.of(caller.blueprint(), caller.actor(), found);
    SqlFragment where = search.where(caller, rights, text);
    if (where == null) {
      return Set.copyOf(ids);
    }
    List<@Nullable Object> binds = new ArrayList<>();
    binds.add(ids.toArray(UUID[]::new));
    binds.addAll(where.binds());
    return new HashSet<>(
        database.query(
            "SELECT t.id FROM %s t WHERE t.id = ANY (?) AND %s"
                .formatted(workspace.table(found.table()), where.text()),
            (row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)),
            binds.toArray()));
  }

  /** Summaries by id; ids that are not there, or a form that is not, are left out. */
  public Map<UUID, RecordSummary> of(Caller caller, String form, Collection<UUID> ids) {
    Optional<Form> found = caller.blueprint().find(Form.TYPE, form);
    if (found.isEmpty() || ids.isEmpty()) {
      return Map.of();
    }
    FormAccess rights = access.of(caller.blueprint(), caller.actor(), found.get());
    RecordJson json = views.json(caller, rights);
    RecordValues values = new RecordValues(caller.blueprint(), references);
    Map<UUID, RecordSummary> summaries = new LinkedHashMap<>();
    references
        .find(caller.blueprint(), found.get(), ids)
        .forEach((id, record) ->
            summaries.put(id, summary(rights, record, values.of(found.get(), record), json)));
    return summaries;
  }

  private RecordSummary summary(
      FormAccess rights, ReferencedRecord record, Values view, RecordJson json) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (JsonNode column : rights.form().document().path("list").path("columns")) {
      FormField field = rights.form().fields().get(column.asString());
      if (field != null
          && values.size() < MOST_VALUES
          && !field.key().equals(rights.form().title())
          && rights.field(field.key(), view, views.environment()) != FieldAccess.HIDDEN) {
        values.put(field.key(), json.value(field, record.values().get(field.key())));
      }
    }
    return new RecordSummary(record.id(), record.title(), values);
  }
}
