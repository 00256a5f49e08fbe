package io.xiaodan.exchange;

import io.xiaodan.platform.Workspace;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of files before: offered the next time the same person brings one for the same form.
 */
@Component
class PlanMemory {

  private static final int LOOKED_AT = 20;

  private final JdbcTemplate database;
  private final JsonMapper json;
  private final Clock clock;
  private final String table;

  PlanMemory(JdbcTemplate database, JsonMapper json, Clock clock, Workspace workspace) {
    this.database = database;
    this.json = json;
    this.clock = clock;
    this.table = workspace.table("import_memory");
  }

  /**
   * What is known.
   *
   * @param plan the last one for a file of exactly these columns; null for none
   * @param columns the last use of each column name in any file
   */
  record Known(@Nullable ImportPlan plan, Map<String, ImportPlan.Column> columns) {}

  Known find(UUID person, String form, List<String> headers) {
    String wanted = String.join("\n", headers);
    Map<String, ImportPlan.Column> columns = new LinkedHashMap<>();
    @Nullable ImportPlan[] exact = new @Nullable ImportPlan[1];
    database.query(
        "SELECT columns, plan FROM "
            + table
            + " WHERE person = ? AND form = ? ORDER BY (columns = ?) DESC, used_at DESC LIMIT "
            + LOOKED_AT,
        row -> {
          ImportPlan plan = json.readValue(row.getString("plan"), ImportPlan.class);
          if (wanted.equals(row.getString("columns"))) {
            exact[0] = plan;
          }
          plan.columns().forEach(column -> columns.putIfAbsent(column.header(), column));
        },
        person,
        form,
        wanted);
    return new Known(exact[0], columns);
  }

  void keep(UUID person, List<String> headers, ImportPlan plan) {
    database.update(
        "INSERT INTO "
            + table
            + " (person, form, columns, plan, used_at) VALUES (?, ?, ?, ?::json, ?) ON CONFLICT (person, form, columns) DO UPDATE SET plan = excluded.plan, used_at = excluded.used_at",
        person,
        plan.form(),
        String.join("\n", headers),
        json.writeValueAsString(plan),
        clock.instant().atOffset(ZoneOffset.UTC));
  }
}
