package io.xiaodan.record;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.attachment.AttachmentGuard;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.type.AttachmentType;
import io.xiaodan.identity.Actor;
import io.xiaodan.platform.Workspace;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Lets a file be read by those who see a record, and in it the field, that the file is in. */
@Component
class RecordFiles implements AttachmentGuard {

  private final ObjectProvider<Blueprints> blueprints;
  private final ObjectProvider<RecordViews> views;
  private final ObjectProvider<RecordReader> reader;
  private final JdbcTemplate database;
  private final Workspace workspace;

  RecordFiles(
      ObjectProvider<Blueprints> blueprints,
      ObjectProvider<RecordViews> views,
      ObjectProvider<RecordReader> reader,
      JdbcTemplate database,
      Workspace workspace) {
    this.blueprints = blueprints;
    this.views = views;
    this.reader = reader;
    this.database = database;
    this.workspace = workspace;
  }

  @Override
  public boolean mayRead(Actor actor, UUID attachment) {
    Blueprint blueprint = blueprints.getObject().current();
    Caller caller = new Caller(blueprint, actor);
    for (Form form : blueprint.all(Form.TYPE).values()) {
      for (FormField field : form.fields().values()) {
        if (field.type() instanceof AttachmentType
            && isShown(caller, form, field.key(), holders(form.table(), "id", field, attachment))) {
          return true;
        }
      }
      for (LineItems lines : form.lines().values()) {
        for (FormField column : lines.columns().values()) {
          if (column.type() instanceof AttachmentType
              && isShown(
                  caller,
                  form,
                  lines.key(),
                  holders(lines.table(), "parent", column, attachment))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  @Override
  public boolean isUsed(UUID attachment) {
    for (Form form : blueprints.getObject().current().all(Form.TYPE).values()) {
      for (FormField field : form.fields().values()) {
        if (field.type() instanceof AttachmentType
            && !holders(form.table(), "id", field, attachment).isEmpty()) {
          return true;
        }
      }
      for (LineItems lines : form.lines().values()) {
        for (FormField column : lines.columns().values()) {
          if (column.type() instanceof AttachmentType
              && !holders(lines.table(), "parent", column, attachment).isEmpty()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private List<UUID> holders(String table, String id, FormField field, UUID attachment) {
    return database.query(
        "SELECT DISTINCT %s FROM %s WHERE %s @> ARRAY[?]::uuid[] LIMIT 100"
            .formatted(id, workspace.table(table), quote(field.key())),
        (row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)),
        attachment);
  }

  private boolean isShown(Caller caller, Form form, String field, List<UUID> records) {
    FormAccess rights = views.getObject().rights(caller, form);
    return records.stream()
        .flatMap(id -> reader.getObject().find(form, id).stream())
        .anyMatch(record -> {
          Values view = views.getObject().of(caller, record, form);
          return rights.may(FormAction.VIEW, view, views.getObject().environment())
              && rights.field(field, view, views.getObject().environment()) != FieldAccess.HIDDEN;
        });
  }
}
