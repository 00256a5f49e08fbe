package io.xiaodan.planning;

import io.xiaodan.planning.engine.Material;
import io.xiaodan.planning.engine.MaterialPlan;
import io.xiaodan.planning.engine.Peg;
import io.xiaodan.planning.engine.Plan;
import io.xiaodan.planning.engine.Serving;
import io.xiaodan.planning.engine.Suggestion;
import io.xiaodan.planning.engine.Supply;
import io.xiaodan.platform.Workspace;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Writes a plan down, in batches. */
final class PlanWriter {

  private static final int BATCH = 2_000;

  private final JdbcTemplate database;
  private final Workspace workspace;
  private final JsonMapper json;
  private final UUID run;

  PlanWriter(JdbcTemplate database, Workspace workspace, JsonMapper json, UUID run) {
    this.database = database;
    this.workspace = workspace;
    this.json = json;
    this.run = run;
  }

  void write(SnapshotReader.Read read, Plan.Made plan) {
    materials(read, plan.materials());
    suggestions(plan);
    supplies(read);
    pegs(read, plan.pegs());
  }

  private interface Setter<T> {
    void set(PreparedStatement statement, T each) throws SQLException;
  }

  private <T> void insert(String table, int columns, List<T> all, Setter<T> setter) {
    String marks = "?" + ", ?".repeat(columns - 1);
    database.batchUpdate(
        "INSERT INTO %s VALUES (%s)".formatted(workspace.table(table), marks),
        all,
        BATCH,
        setter::set);
  }

  private void materials(SnapshotReader.Read read, List<MaterialPlan> plans) {
    Map<UUID, Material> materials = new HashMap<>();
    read.snapshot().materials().forEach(each -> materials.put(each.id(), each));
    insert(
        "plan_material",
        17,
        plans,
        (statement, each) -> {
          Material of = java.util.Objects.requireNonNull(materials.get(each.material()));
          int at = 0;
          statement.setObject(++at, run);
          statement.setObject(++at, each.material());
          statement.setBoolean(++at, of.made());
          statement.setInt(++at, each.level());
          statement.setObject(++at, read.suppliers().get(each.material()), Types.OTHER);
          statement.setBigDecimal(++at, of.stock());
          statement.setBigDecimal(++at, of.safety());
          statement.setInt(++at, of.lead());
          statement.setBigDecimal(++at, of.minimum());
          statement.setBigDecimal(++at, of.multiple());
          statement.setBigDecimal(++at, each.demand());
          statement.setBigDecimal(++at, each.supply());
          statement.setBigDecimal(++at, each.suggested());
          statement.setObject(++at, each.shortFrom(), Types.DATE);
          statement.setBigDecimal(++at, each.shortage());
          statement.setInt(++at, (int) each.late());
          statement.setObject(++at, json.writeValueAsString(steps(each)), Types.OTHER);
        });
  }

  private static List<Map<String, String>> steps(MaterialPlan plan) {
    List<Map<String, String>> steps = new ArrayList<>();
    for (MaterialPlan.Step each : plan.steps()) {
      Map<String, String> one = new java.util.LinkedHashMap<>();
      one.put("day", each.day().toString());
      one.put("demand", Plain.of(each.demand()));
      one.put("supply", Plain.of(each.supply()));
      one.put("suggested", Plain.of(each.suggested()));
      one.put("without", Plain.of(each.without()));
      one.put("with", Plain.of(each.with()));
      steps.add(one);
    }
    return steps;
  }

  private void suggestions(Plan.Made plan) {
    Serving serving = new Serving(plan.pegs());
    insert(
        "plan_suggestion",
        18,
        plan.suggestions(),
        (statement, each) -> {
          Serving.Stake stake = serving.of(each.number());
          set(statement, each);
          statement.setInt(12, stake.orders());
          statement.setBigDecimal(13, stake.amount());
          statement.setInt(14, (int) stake.late());
          statement.setNull(15, Types.VARCHAR);
          statement.setNull(16, Types.OTHER);
          statement.setNull(17, Types.OTHER);
          statement.setNull(18, Types.TIMESTAMP_WITH_TIMEZONE);
        });
  }

  private void set(PreparedStatement statement, Suggestion each) throws SQLException {
    statement.setObject(1, run);
    statement.setInt(2, each.number());
    statement.setObject(3, each.material());
    statement.setBoolean(4, each.made());
    statement.setBigDecimal(5, each.quantity());
    statement.setBigDecimal(6, each.wanted());
    statement.setObject(7, each.needed());
    statement.setObject(8, each.latest());
    statement.setObject(9, each.start());
    statement.setObject(10, each.arrives());
    statement.setInt(11, each.lead());
  }

  private void supplies(SnapshotReader.Read read) {
    List<Supply> all = read.snapshot().supplies();
    insert(
        "plan_supply",
        8,
        all,
        (statement, each) -> {
          statement.setObject(1, run);
          statement.setObject(2, each.id());
          statement.setString(3, read.forms().get(each.order()));
          statement.setObject(4, each.order());
          statement.setObject(5, each.material());
          statement.setBigDecimal(6, each.quantity());
          statement.setObject(7, each.day());
          statement.setInt(8, each.lead());
        });
  }

  private void pegs(SnapshotReader.Read read, List<Peg> pegs) {
    insert(
        "plan_peg",
        15,
        pegs,
        (statement, each) -> {
          int at = 0;
          statement.setObject(++at, run);
          statement.setObject(++at, each.material());
          statement.setString(++at, each.from().name());
          statement.setObject(++at, each.supply(), Types.OTHER);
          statement.setInt(++at, each.suggestion());
          statement.setString(++at, each.to().name());
          statement.setObject(++at, each.demand(), Types.OTHER);
          statement.setString(++at, each.order() == null ? null : read.forms().get(each.order()));
          statement.setObject(++at, each.order(), Types.OTHER);
          statement.setInt(++at, each.parent());
          statement.setObject(++at, each.parentSupply(), Types.OTHER);
          statement.setObject(++at, each.needed());
          statement.setObject(++at, each.arrives());
          statement.setBigDecimal(++at, each.quantity());
          statement.setBigDecimal(++at, each.amount());
        });
  }
}
