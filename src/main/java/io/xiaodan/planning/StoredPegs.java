package io.xiaodan.planning;

import io.xiaodan.planning.engine.Peg;
import io.xiaodan.planning.engine.Ripple;
import io.xiaodan.platform.Workspace;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** A plan that was kept, asked piece by piece. */
final class StoredPegs implements Ripple.Pegging {

  private final JdbcTemplate database;
  private final Workspace workspace;
  private final UUID run;
  private final Map<UUID, String> forms = new HashMap<>();
  private final Map<Ripple.Source, Ripple.Coming> coming = new HashMap<>();

  StoredPegs(JdbcTemplate database, Workspace workspace, UUID run) {
    this.database = database;
    this.workspace = workspace;
    this.run = run;
  }

  /** The form of an order that was met. */
  String form(UUID order) {
    return forms.getOrDefault(order, "");
  }

  @Override
  public List<Peg> of(Ripple.Source source) {
    String where = source.supply() == null ? "suggestion = ?" : "supply = ?";
    return database.query(
        "SELECT * FROM %s WHERE run = ? AND %s".formatted(workspace.table("plan_peg"), where),
        (row, number) -> {
          UUID order = row.getObject("record", UUID.class);
          if (order != null) {
            forms.put(order, Objects.requireNonNullElse(row.getString("form"), ""));
          }
          return new Peg(
              Objects.requireNonNull(row.getObject("material", UUID.class)),
              Peg.From.valueOf(row.getString("source")),
              row.getObject("supply", UUID.class),
              row.getInt("suggestion"),
              Peg.To.valueOf(row.getString("target")),
              row.getObject("demand", UUID.class),
              order,
              row.getInt("parent"),
              row.getObject("parent_supply", UUID.class),
              Objects.requireNonNull(row.getObject("needed", LocalDate.class)),
              Objects.requireNonNull(row.getObject("arrives", LocalDate.class)),
              Objects.requireNonNull(row.getBigDecimal("quantity")),
              Objects.requireNonNull(row.getBigDecimal("amount")));
        },
        run,
        source.supply() == null ? source.suggestion() : source.supply());
  }

  @Override
  public Ripple.Coming coming(Ripple.Source source) {
    return coming.computeIfAbsent(source, this::read);
  }

  private Ripple.Coming read(Ripple.Source source) {
    boolean suggested = source.supply() == null;
    return Objects.requireNonNull(
        database.queryForObject(
            "SELECT arrives, quantity, lead FROM %s WHERE run = ? AND %s = ?"
                .formatted(
                    workspace.table(suggested ? "plan_suggestion" : "plan_supply"),
                    suggested ? "number" : "id"),
            (row, number) ->
                new Ripple.Coming(
                    Objects.requireNonNull(row.getObject(1, LocalDate.class)),
                    Objects.requireNonNull(row.getBigDecimal(2)),
                    row.getInt(3)),
            run,
            suggested ? source.suggestion() : source.supply()));
  }
}
