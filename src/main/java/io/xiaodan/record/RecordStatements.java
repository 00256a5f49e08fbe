package io.xiaodan.record;

import static io.xiaodan.platform.Workspace.quote;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.platform.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes drafts as parts of one statement: head, rows, event. */
@Component
class RecordStatements {

  /** The texts of a form's inserts, which are the same for every record. */
  private record Texts(String insertHead, Map<String, String> insertRows) {}

  private final Cache<Form, Texts> texts = Caffeine.newBuilder().weakKeys().build();
  private final Workspace workspace;
  private final JsonMapper json;

  RecordStatements(Workspace workspace, JsonMapper json) {
    this.workspace = workspace;
    this.json = json;
  }

  /** Adds everything the change writes of the record itself. */
  void write(OneStatement statement, Change change) {
    Draft draft = change.draft();
    switch (change.kind()) {
      case CREATED -> insertHead(statement, change);
      case UPDATED, DELETED, RESTORED -> updateHead(statement, change);
    }
    for (LineItems lines : draft.form.lines().values()) {
      if (draft.linesChanged(lines.key())) {
        writeRows(statement, draft, lines);
      }
    }
    event(statement, change);
  }

  private Texts texts(Form form) {
    return texts.get(form, this::write);
  }

  private Texts write(Form form) {
    Collection<FormField> fields = form.fields().values();
    StringBuilder columns = new StringBuilder();
    StringBuilder marks = new StringBuilder();
    for (FormField field : fields) {
      columns.append(", ").append(quote(field.key()));
      marks.append(", ").append(RecordColumns.mark(field));
    }
    Map<String, String> insertRows = new LinkedHashMap<>();
    form.lines().values().forEach(lines -> insertRows.put(lines.key(), insertRows(lines)));
    return new Texts(
        "INSERT INTO %s (id, rev, created_at, created_by, updated_at, updated_by, flow_state, _search%s) VALUES (?, 1, ?, ?, ?, ?, ?, ?%s)"
            .formatted(workspace.table(form.table()), columns, marks),
        insertRows);
  }

  private String insertRows(LineItems lines) {
    StringBuilder names = new StringBuilder();
    StringBuilder values = new StringBuilder();
    int number = 2;
    for (FormField column : lines.columns().values()) {
      names.append(", ").append(quote(column.key()));
      values.append(", x.c").append(number++).append("::").append(column.type().column());
    }
    return "INSERT INTO %s (id, parent, position%s) SELECT x.c0::uuid, ?, x.c1::int%s FROM %s"
        .formatted(workspace.table(lines.table()), names, values, unnest(number));
  }

  private void insertHead(OneStatement statement, Change change) {
    Draft draft = change.draft();
    Collection<FormField> fields = draft.form.fields().values();
    List<@Nullable Object> binds = new ArrayList<>();
    Collections.addAll(
        binds,
        draft.id,
        RecordColumns.moment(change.at()),
        change.actor().personId(),
        RecordColumns.moment(change.at()),
        change.actor().personId(),
        draft.flowState,
        SearchText.of(draft.form, draft.values));
    fields.forEach(field -> binds.add(RecordColumns.bind(field, draft.values.get(field.key()))));
    statement.add(texts(draft.form).insertHead(), binds.toArray());
  }

  private void updateHead(OneStatement statement, Change change) {
    Draft draft = change.draft();
    StoredRecord before = Objects.requireNonNull(draft.before);
    StringBuilder sql =
        new StringBuilder("UPDATE ")
            .append(workspace.table(draft.form.table()))
            .append(" SET rev = rev + 1, updated_at = ?, updated_by = ?, flow_state = ?");
    List<@Nullable Object> binds = new ArrayList<>();
    Collections.addAll(
        binds, RecordColumns.moment(change.at()), change.actor().personId(), draft.flowState);
    if (change.kind() == ChangeKind.DELETED) {
      sql.append(", deleted_at = ?");
      binds.add(RecordColumns.moment(change.at()));
    } else if (change.kind() == ChangeKind.RESTORED) {
      sql.append(", deleted_at = NULL");
    }
    for (FormField field : draft.form.fields().values()) {
      if (draft.changed(field.key())) {
        sql.append(", ").append(quote(field.key())).append(" = ").append(RecordColumns.mark(field));
        binds.add(RecordColumns.bind(field, draft.values.get(field.key())));
      }
    }
    if (SearchText.fields(draft.form).stream().anyMatch(field -> draft.changed(field.key()))) {
      sql.append(", ").append(SearchText.COLUMN).append(" = ?");
      binds.add(SearchText.of(draft.form, draft.values));
    }
    Collections.addAll(binds, draft.id, before.rev());
    statement.addGuarded("rev", sql.append(" WHERE id = ? AND rev = ?").toString(), binds);
  }

  private void writeRows(OneStatement statement, Draft draft, LineItems lines) {
    List<Draft.Row> rows = draft.lines.getOrDefault(lines.key(), List.of());
    List<Numbered> added = new ArrayList<>();
    List<Numbered> kept = new ArrayList<>();
    Set<UUID> present = new HashSet<>();
    Map<UUID, Integer> places = places(draft, lines);
    for (int i = 0; i < rows.size(); i++) {
      Draft.Row row = rows.get(i);
      present.add(row.id);
      if (row.isNew) {
        added.add(new Numbered(row, i));
      } else if (differs(draft, lines, row) || places.getOrDefault(row.id, -1) != i) {
        kept.add(new Numbered(row, i));
      }
    }
    String[] gone =
        places.keySet().stream()
            .filter(id -> !present.contains(id))
            .map(UUID::toString)
            .toArray(String[]::new);
    if (gone.length > 0) {
      statement.add(
          "DELETE FROM "
              + workspace.table(lines.table())
              + " WHERE parent = ? AND id = ANY (?::uuid[])",
          draft.id,
          gone);
    }
    if (!kept.isEmpty()) {
      updateRows(statement, draft, lines, kept);
    }
    if (!added.isEmpty()) {
      insertRows(statement, draft, lines, added);
    }
  }

  private record Numbered(Draft.Row row, int position) {}

  private static Map<UUID, Integer> places(Draft draft, LineItems lines) {
    Map<UUID, Integer> places = new LinkedHashMap<>();
    if (draft.before != null) {
      List<StoredLine> before = draft.before.lines().getOrDefault(lines.key(), List.of());
      for (int i = 0; i < before.size(); i++) {
        places.put(before.get(i).id(), i);
      }
    }
    return places;
  }

  private static boolean differs(Draft draft, LineItems lines, Draft.Row row) {
    return draft.before == null
        || draft.before.lines().getOrDefault(lines.key(), List.of()).stream()
            .noneMatch(
                line -> line.id().equals(row.id) && Draft.sameRow(row.values, line.values()));
  }

  /**
   * All rows in one part whose text does not depend on their number: each column is an array of
   * texts.
   */
  private void insertRows(
      OneStatement statement, Draft draft, LineItems lines, List<Numbered> rows) {
    statement.add(
        Objects.requireNonNull(texts(draft.form).insertRows().get(lines.key())),
        arrays(draft.id, lines.columns().values(), rows));
  }

  private void updateRows(
      OneStatement statement, Draft draft, LineItems lines, List<Numbered> rows) {
    Collection<FormField> columns = lines.columns().values();
    StringBuilder sets = new StringBuilder();
    int number = 2;
    for (FormField column : columns) {
      sets.append(", ")
          .append(quote(column.key()))
          .append(" = x.c")
          .append(number++)
          .append("::")
          .append(column.type().column());
    }
    Object[] arrays = arrays(draft.id, columns, rows);
    List<@Nullable Object> binds = new ArrayList<>(Arrays.asList(arrays).subList(1, arrays.length));
    binds.add(draft.id);
    statement.add(
        "UPDATE %s l SET position = x.c1::int%s FROM %s WHERE l.id = x.c0::uuid AND l.parent = ?"
            .formatted(workspace.table(lines.table()), sets, unnest(columns.size() + 2)),
        binds.toArray());
  }

  private static String unnest(int columns) {
    StringBuilder arrays = new StringBuilder();
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < columns; i++) {
      arrays.append(i == 0 ? "?::text[]" : ", ?::text[]");
      names.append(i == 0 ? "c0" : ", c" + i);
    }
    return "unnest(" + arrays + ") AS x(" + names + ")";
  }

  private static Object[] arrays(UUID parent, Collection<FormField> columns, List<Numbered> rows) {
    Object[] binds = new Object[columns.size() + 3];
    binds[0] = parent;
    binds[1] = rows.stream().map(row -> row.row.id.toString()).toArray(String[]::new);
    binds[2] = rows.stream().map(row -> Integer.toString(row.position)).toArray(String[]::new);
    int number = 3;
    for (FormField column : columns) {
      @Nullable String[] texts = new @Nullable String[rows.size()];
      for (int i = 0; i < texts.length; i++) {
        Object value = rows.get(i).row.values.get(column.key());
        texts[i] = value == null ? null : column.type().toText(value);
      }
      binds[number++] = texts;
    }
    return binds;
  }

  private void event(OneStatement statement, Change change) {
    Draft draft = change.draft();
    long rev = draft.before == null ? 1 : draft.before.rev() + 1;
    statement.add(
        "INSERT INTO "
            + workspace.table("event")
            + " (id, at, form, record_id, rev, kind, by, origin, cause, changes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)",
        change.event(),
        RecordColumns.moment(change.at()),
        draft.form.key(),
        draft.id,
        rev,
        change.kind().key(),
        change.actor().personId(),
        change.actor().origin().key(),
        change.actor().cause(),
        json.writeValueAsString(EventChanges.of(draft)));
  }
}
