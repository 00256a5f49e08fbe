package io.xiaodan.record;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.platform.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes many new records of one form as parts of one statement: heads, rows and events, each
 * column an array of texts, so that the statement's text does not depend on their number.
 */
@Component
class NewRecordStatements {

  private static final List<String> HEAD =
      List.of(
          "id uuid",
          "rev bigint",
          "created_at timestamptz",
          "created_by uuid",
          "updated_at timestamptz",
          "updated_by uuid",
          "flow_state text",
          SearchText.COLUMN + " text");
  private static final List<String> ROW = List.of("id uuid", "parent uuid", "position integer");
  private static final List<String> EVENT =
      List.of(
          "id uuid",
          "at timestamptz",
          "form text",
          "record_id uuid",
          "rev bigint",
          "kind text",
          "by uuid",
          "origin text",
          "cause uuid",
          "changes jsonb");

  private final Workspace workspace;
  private final JsonMapper json;

  NewRecordStatements(Workspace workspace, JsonMapper json) {
    this.workspace = workspace;
    this.json = json;
  }

  /** Adds everything the records write of themselves. */
  void write(OneStatement statement, List<Change> changes) {
    Form form = changes.getFirst().form();
    heads(statement, form, changes);
    form.lines().values().forEach(lines -> rows(statement, lines, changes));
    events(statement, changes);
  }

  private void heads(OneStatement statement, Form form, List<Change> changes) {
    Collection<FormField> fields = form.fields().values();
    TextTable table = new TextTable(HEAD.size() + fields.size(), changes.size());
    for (Change change : changes) {
      Draft draft = change.draft();
      String at = change.at().toString();
      String by = change.actor().personId().toString();
      String found = SearchText.of(draft.form, draft.values);
      table.add(draft.id, "1", at, by, at, by, draft.flowState, found);
      addValues(table, fields, draft);
    }
    add(statement, form.table(), columns(HEAD, fields), table);
  }

  private static void addValues(TextTable table, Collection<FormField> fields, Draft draft) {
    for (FormField field : fields) {
      table.add(text(field, draft.values.get(field.key())));
    }
  }

  private void rows(OneStatement statement, LineItems lines, List<Change> changes) {
    Collection<FormField> fields = lines.columns().values();
    int count =
        changes.stream()
            .mapToInt(change -> change.draft().lines.getOrDefault(lines.key(), List.of()).size())
            .sum();
    if (count == 0) {
      return;
    }
    TextTable table = new TextTable(ROW.size() + fields.size(), count);
    for (Change change : changes) {
      int position = 0;
      for (Draft.Row row : change.draft().lines.getOrDefault(lines.key(), List.of())) {
        table.add(row.id, change.id(), Integer.toString(position++));
        for (FormField field : fields) {
          table.add(text(field, row.values.get(field.key())));
        }
      }
    }
    add(statement, lines.table(), columns(ROW, fields), table);
  }

  private void events(OneStatement statement, List<Change> changes) {
    TextTable table = new TextTable(EVENT.size(), changes.size());
    for (Change change : changes) {
      table.add(
          change.event(),
          change.at(),
          change.form().key(),
          change.id(),
          "1",
          change.kind().key(),
          change.actor().personId(),
          change.actor().origin().key(),
          change.actor().cause(),
          json.writeValueAsString(EventChanges.of(change.draft())));
    }
    add(statement, "event", EVENT, table);
  }

  private static List<String> columns(List<String> system, Collection<FormField> fields) {
    List<String> columns = new ArrayList<>(system);
    fields.forEach(field -> columns.add(quote(field.key()) + " " + field.type().column()));
    return columns;
  }

  private static @Nullable String text(FormField field, @Nullable Object value) {
    return value == null ? null : field.type().toText(value);
  }

  private void add(OneStatement statement, String table, List<String> columns, TextTable texts) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    List<String> marks = new ArrayList<>();
    List<String> aliases = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int space = columns.get(i).lastIndexOf(' ');
      String type = columns.get(i).substring(space + 1);
      names.add(columns.get(i).substring(0, space));
      values.add(type.equals("text") ? "x.c" + i : "x.c" + i + "::" + type);
      marks.add("?::text[]");
      aliases.add("c" + i);
    }
    statement.add(
        "INSERT INTO %s (%s) SELECT %s FROM unnest(%s) AS x(%s)"
            .formatted(
                workspace.table(table),
                String.join(", ", names),
                String.join(", ", values),
                String.join(", ", marks),
                String.join(", ", aliases)),
        texts.columns());
  }
}
