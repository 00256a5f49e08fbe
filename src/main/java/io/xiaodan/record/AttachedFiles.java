package io.xiaodan.record;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.access.Access;
import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.attachment.AttachmentGuard;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormNames;
import io.xiaodan.form.type.AttachmentType;
import io.xiaodan.identity.Actor;
import io.xiaodan.platform.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Lets those read a file who may see a record and the field of it that holds the file. */
@Component
class AttachedFiles implements AttachmentGuard {

  private final Blueprints blueprints;
  private final Access access;
  private final JdbcTemplate database;
  private final Workspace workspace;
  private final Clock clock;

  AttachedFiles(
      Blueprints blueprints,
      Access access,
      JdbcTemplate database,
      Workspace workspace,
      Clock clock) {
    this.blueprints = blueprints;
    this.access = access;
    this.database = database;
    this.workspace = workspace;
    this.clock = clock;
  }

  @Override
  public boolean mayRead(Actor actor, UUID attachment) {
    Blueprint blueprint = blueprints.current();
    return blueprint.all(Form.TYPE).values().stream()
        .map(form -> access.of(blueprint, actor, form))
        .filter(rights -> rights.mayEver(FormAction.VIEW))
        .anyMatch(rights -> isIn(blueprint, rights, attachment));
  }

  private boolean isIn(Blueprint blueprint, FormAccess rights, UUID attachment) {
    for (FormField field : rights.form().fields().values()) {
      if (field.type() instanceof AttachmentType
          && rights.fieldEver(field.key()) != FieldAccess.HIDDEN
          && isIn(blueprint, rights, field, attachment)) {
        return true;
      }
    }
    return false;
  }

  private boolean isIn(Blueprint blueprint, FormAccess rights, FormField field, UUID attachment) {
    FormNames names = new FormNames(blueprint, workspace, rights.form(), "t");
    SqlFragment rows =
        rights.rows(FormAction.VIEW, names, Environment.of(clock.instant(), workspace.zone()));
    List<@Nullable Object> binds = new ArrayList<>(List.of(attachment));
    String where = "t." + quote(field.key()) + " @> ARRAY[?]::uuid[]";
    if (rows != null) {
      where += " AND " + rows.text();
      binds.addAll(rows.binds());
    }
    return Boolean.TRUE.equals(
        database.queryForObject(
            "SELECT EXISTS (SELECT 1 FROM " + names.from() + " WHERE " + where + ")",
            Boolean.class,
            binds.toArray()));
  }
}
