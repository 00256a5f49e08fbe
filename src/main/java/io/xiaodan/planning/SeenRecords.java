package io.xiaodan.planning;

import io.xiaodan.access.Access;
import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormNames;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.ReferencedRecord;
import io.xiaodan.record.References;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The names of records, of those only that somebody may see. */
@Component
class SeenRecords {

  private final Access access;
  private final References references;
  private final JdbcTemplate database;
  private final Workspace workspace;
  private final Clock clock;

  SeenRecords(
      Access access,
      References references,
      JdbcTemplate database,
      Workspace workspace,
      Clock clock) {
    this.access = access;
    this.references = references;
    this.database = database;
    this.workspace = workspace;
    this.clock = clock;
  }

  /** Names by id; what is out of reach is left out. */
  Map<UUID, String> titles(Caller caller, String key, Collection<UUID> ids) {
    Form form = caller.blueprint().find(Form.TYPE, key).orElse(null);
    if (form == null || ids.isEmpty()) {
      return Map.of();
    }
    FormAccess rights = access.of(caller.blueprint(), caller.actor(), form);
    if (!rights.mayEver(FormAction.VIEW)) {
      return Map.of();
    }
    Map<UUID, ReferencedRecord> known = references.find(caller.blueprint(), form, ids);
    boolean named = rights.fieldEver(form.title()).compareTo(FieldAccess.READ) >= 0;
    Map<UUID, String> titles = new LinkedHashMap<>();
    for (UUID id : seen(caller, form, rights, ids)) {
      ReferencedRecord record = known.get(id);
      if (record != null) {
        titles.put(id, named ? record.title() : id.toString().substring(28));
      }
    }
    return titles;
  }

  private Collection<UUID> seen(Caller caller, Form form, FormAccess rights, Collection<UUID> ids) {
    FormNames names = new FormNames(caller.blueprint(), workspace, form, "t", FormNames.Seen.ALL);
    @Nullable SqlFragment rows =
        rights.rows(FormAction.VIEW, names, Environment.of(clock.instant(), workspace.zone()));
    if (rows == null) {
      return ids;
    }
    SqlFragment from = names.from();
    List<@Nullable Object> binds = new ArrayList<>(from.binds());
    binds.add(ids.stream().map(UUID::toString).toArray(String[]::new));
    binds.addAll(rows.binds());
    return database.query(
        "SELECT t.id FROM %s WHERE t.id = ANY (?::uuid[]) AND %s"
            .formatted(from.text(), rows.text()),
        (row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)),
        binds.toArray());
  }

  /** Whether somebody may see what orders are worth: the column of each form that tells. */
  boolean seesAmounts(PlanningDesk.Open open) {
    return open.of().demands().stream()
        .filter(each -> each.amount() != null)
        .allMatch(each -> {
          FormAccess rights = access.of(open.blueprint(), open.actor(), each.form());
          String field =
              each.lines() == null ? Objects.requireNonNull(each.amount()) : each.lines().key();
          return rights.mayEver(FormAction.VIEW)
              && rights.fieldEver(field).compareTo(FieldAccess.READ) >= 0;
        });
  }
}
