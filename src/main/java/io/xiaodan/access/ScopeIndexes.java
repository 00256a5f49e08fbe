package io.xiaodan.access;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.blueprint.StructureChange;
import io.xiaodan.blueprint.StructureKeeper;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormTables;
import io.xiaodan.platform.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * Gives a form an index on who made its records as soon as a role shows somebody only what some
 * people made. Forms no such role speaks of are written faster without it. It is never dropped.
 */
@Component
class ScopeIndexes implements StructureKeeper {

  private static final String CREATOR = "created_by";

  private final Workspace workspace;

  ScopeIndexes(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public List<StructureChange> plan(
      DSLContext database,
      Blueprint before,
      Blueprint blueprint,
      boolean emptyUnconvertible,
      Compilation compilation) {
    Map<String, Form> wanted =
        byCreator(blueprint).stream()
            .flatMap(key -> blueprint.find(Form.TYPE, key).stream())
            .collect(Collectors.toMap(form -> FormTables.plainIndex(form, CREATOR), form -> form));
    if (wanted.isEmpty()) {
      return List.of();
    }
    Set<String> there =
        Set.copyOf(
            database
                .resultQuery(
                    "SELECT indexname FROM pg_indexes WHERE schemaname = ? AND indexname = ANY (?)",
                    workspace.schema(),
                    wanted.keySet().toArray(String[]::new))
                .fetch(0, String.class));
    List<StructureChange> changes = new ArrayList<>();
    wanted.forEach((index, form) -> {
      if (!there.contains(index)) {
        changes.add(
            new StructureChange(
                "create_index",
                form.table(),
                index,
                rows(database, form),
                "CREATE INDEX %s ON %s (created_by, id)"
                    .formatted(Workspace.quote(index), workspace.table(form.table()))));
      }
    });
    return changes;
  }

  private static Set<String> byCreator(Blueprint blueprint) {
    Set<String> forms = new TreeSet<>();
    for (RoleRights role : blueprint.all(RoleRights.TYPE).values()) {
      role.forms()
          .forEach((form, rights) -> {
            if (asksForCreator(rights.rows(FormAction.VIEW))) {
              forms.add(form);
            }
          });
    }
    return forms;
  }

  private static boolean asksForCreator(RowScope scope) {
    return switch (scope) {
      case RowScope.All _, RowScope.None _ -> false;
      case RowScope.Mine _ -> true;
      case RowScope.Team team -> team.people().contains(CREATOR);
      case RowScope.Where where ->
          where.formula().dependencies().stream()
              .anyMatch(path -> path.names().getFirst().equals(CREATOR));
    };
  }

  /** As the planner estimates them, which costs nothing. */
  private long rows(DSLContext database, Form form) {
    Long rows =
        database
            .resultQuery(
                "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = to_regclass(?)",
                workspace.table(form.table()))
            .fetchOne(0, Long.class);
    return rows == null ? 0 : rows;
  }
}
