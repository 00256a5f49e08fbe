package io.xiaodan.planning;

import io.xiaodan.form.Form;
import io.xiaodan.platform.Workspace;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Which plan there is, how old it is, and whether another one is being made. */
@Component
class PlanOverviews {

  private final JdbcTemplate database;
  private final Workspace workspace;
  private final JsonMapper json;

  PlanOverviews(JdbcTemplate database, Workspace workspace, JsonMapper json) {
    this.database = database;
    this.workspace = workspace;
    this.json = json;
  }

  Plans.Overview of(PlanningDesk.Open open) {
    List<Plans.Overview> runs =
        database.query(
            "SELECT * FROM %s WHERE planning = ? ORDER BY asked_at DESC"
                .formatted(workspace.table("plan_run")),
            (row, number) -> {
              OffsetDateTime asOf = row.getObject("as_of", OffsetDateTime.class);
              String problem = row.getString("problem");
              UUID id = Objects.requireNonNull(row.getObject("id", UUID.class));
              String state = row.getString("state");
              return new Plans.Overview(
                  id,
                  state,
                  asOf == null ? null : asOf.toInstant(),
                  row.getObject("today", LocalDate.class),
                  json.readTree(row.getString("figures")),
                  problem == null ? null : json.readTree(problem),
                  Map.of(),
                  state.equals("running")
                      ? new Plans.Running(id, row.getInt("done"), row.getInt("total"))
                      : null);
            },
            open.of().key());
    Plans.Overview current = null;
    Plans.Running running = null;
    for (Plans.Overview each : runs) {
      running = each.running() != null ? each.running() : running;
      current = each.asOf() != null && current == null ? each : current;
    }
    boolean failed = !runs.isEmpty() && runs.getFirst().state().equals("failed");
    return new Plans.Overview(
        current == null ? null : current.run(),
        failed ? "failed" : current == null ? (running == null ? "none" : "running") : "done",
        current == null ? null : current.asOf(),
        current == null ? null : current.today(),
        current == null ? null : current.figures(),
        failed ? runs.getFirst().problem() : null,
        current == null ? Map.of() : changed(open, Objects.requireNonNull(current.asOf())),
        running);
  }

  /** Records changed since a moment, of the forms that decide about the plan. */
  private Map<String, Long> changed(PlanningDesk.Open open, java.time.Instant since) {
    Set<Form> forms = new LinkedHashSet<>();
    open.of().demands().forEach(each -> forms.add(each.form()));
    open.of().supplies().forEach(each -> forms.add(each.form()));
    forms.add(open.of().materials().form());
    if (open.of().bills() != null) {
      forms.add(open.of().bills().form());
    }
    Map<String, Long> changed = new LinkedHashMap<>();
    for (Form form : forms) {
      Long count =
          database.queryForObject(
              "SELECT count(*) FROM %s WHERE updated_at > ?"
                  .formatted(workspace.table(form.table())),
              Long.class,
              since.atOffset(java.time.ZoneOffset.UTC));
      if (count != null && count > 0) {
        changed.put(form.key(), count);
      }
    }
    return changed;
  }
}
