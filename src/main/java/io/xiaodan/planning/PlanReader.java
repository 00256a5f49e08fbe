package io.xiaodan.planning;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.planning.engine.Peg;
import io.xiaodan.planning.engine.Ripple;
import io.xiaodan.platform.Workspace;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads plans that were made. */
@Component
class PlanReader {

  private static final int MOST = 1_000;

  private final JdbcTemplate database;
  private final Workspace workspace;
  private final SeenRecords seen;
  private final JsonMapper json;

  PlanReader(JdbcTemplate database, Workspace workspace, SeenRecords seen, JsonMapper json) {
    this.database = database;
    this.workspace = workspace;
    this.seen = seen;
    this.json = json;
  }

  private UUID current(PlanningDesk.Open open) {
    return database
        .query(
            "SELECT current FROM %s WHERE planning = ? AND current IS NOT NULL"
                .formatted(workspace.table("plan_head")),
            (row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)),
            open.of().key())
        .stream()
        .findFirst()
        .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "planning.no_plan").exception());
  }

  private String materialColumns(PlanningDesk.Open open) {
    Planning.Materials in = open.of().materials();
    return "m.*, t.%s::text AS title, %s AS unit, (SELECT count(*) FROM %s s WHERE s.run = m.run AND s.material = m.material AND s.record IS NULL) AS suggestions"
        .formatted(
            quote(in.form().title()),
            in.unit() == null ? "''" : "coalesce(t." + quote(in.unit()) + ", '')",
            workspace.table("plan_suggestion"));
  }

  Plans.Materials materials(
      PlanningDesk.Open open, String what, @Nullable String search, int offset, int limit) {
    Planning.Materials in = open.of().materials();
    List<@Nullable Object> binds = new ArrayList<>();
    binds.add(current(open));
    String where =
        switch (what) {
          case "short" -> " AND (m.short_on IS NOT NULL OR m.late > 0)";
          case "suggested" -> " AND m.suggested > 0";
          default -> "";
        };
    if (search != null && !search.isBlank()) {
      where += " AND t.%s::text ILIKE ?".formatted(quote(in.form().title()));
      binds.add(
          "%" + search.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
    }
    long[] total = {0};
    List<Row> rows =
        database.query(
            "SELECT %s, count(*) OVER () AS total FROM %s m JOIN %s t ON t.id = m.material WHERE m.run = ?%s ORDER BY m.short_on NULLS LAST, m.late DESC, m.suggested = 0, m.level, title, m.material LIMIT %d OFFSET %d"
                .formatted(
                    materialColumns(open),
                    workspace.table("plan_material"),
                    workspace.table(in.form().table()),
                    where,
                    Math.clamp(limit, 1, MOST),
                    Math.max(0, offset)),
            (row, number) -> {
              total[0] = row.getLong("total");
              return row(row);
            },
            binds.toArray());
    Map<UUID, String> suppliers = suppliers(open, of(rows));
    return new Plans.Materials(rows.stream().map(each -> each.named(suppliers)).toList(), total[0]);
  }

  private static List<@Nullable UUID> of(List<Row> rows) {
    List<@Nullable UUID> suppliers = new ArrayList<>();
    rows.forEach(each -> suppliers.add(each.supplier()));
    return suppliers;
  }

  /** A row whose supplier has no name yet. */
  private record Row(Plans.MaterialRow row, @Nullable UUID supplier) {
    Plans.MaterialRow named(Map<UUID, String> names) {
      return new Plans.MaterialRow(
          row.id(),
          row.title(),
          row.unit(),
          row.made(),
          row.level(),
          name(supplier, names),
          row.stock(),
          row.safety(),
          row.demand(),
          row.supply(),
          row.suggested(),
          row.shortOn(),
          row.shortage(),
          row.late(),
          row.suggestions());
    }
  }

  private static Plans.@Nullable Named name(@Nullable UUID id, Map<UUID, String> names) {
    String title = id == null ? null : names.get(id);
    return id == null || title == null ? null : new Plans.Named(id, title);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        new Plans.MaterialRow(
            Objects.requireNonNull(row.getObject("material", UUID.class)),
            Objects.requireNonNullElse(row.getString("title"), ""),
            row.getString("unit"),
            row.getBoolean("made"),
            row.getInt("level"),
            null,
            number(row, "stock"),
            number(row, "safety"),
            number(row, "demand"),
            number(row, "supply"),
            number(row, "suggested"),
            row.getObject("short_on", LocalDate.class),
            number(row, "shortage"),
            row.getInt("late"),
            row.getInt("suggestions")),
        row.getObject("supplier", UUID.class));
  }

  private static String number(ResultSet row, String column) throws SQLException {
    return Plain.of(Objects.requireNonNull(row.getBigDecimal(column)));
  }

  private Map<UUID, String> suppliers(PlanningDesk.Open open, List<? extends @Nullable UUID> ids) {
    String field = open.of().materials().supplier();
    if (field == null
        || !(Objects.requireNonNull(open.of().materials().form().fields().get(field)).type()
            instanceof io.xiaodan.form.type.ReferenceType reference)) {
      return Map.of();
    }
    return seen.titles(
        open.caller(),
        reference.form(),
        ids.stream()
            .<UUID>mapMulti((id, take) -> {
              if (id != null) {
                take.accept(id);
              }
            })
            .distinct()
            .toList());
  }

  Plans.MaterialView material(PlanningDesk.Open open, UUID id) {
    UUID run = current(open);
    Planning.Materials in = open.of().materials();
    return database
        .query(
            "SELECT %s FROM %s m JOIN %s t ON t.id = m.material WHERE m.run = ? AND m.material = ?"
                .formatted(
                    materialColumns(open),
                    workspace.table("plan_material"),
                    workspace.table(in.form().table())),
            (row, number) -> {
              Row read = row(row);
              return new Plans.MaterialView(
                  read.named(suppliers(open, java.util.Arrays.asList(read.supplier()))),
                  row.getInt("lead"),
                  number(row, "minimum"),
                  number(row, "multiple"),
                  json.readTree(row.getString("steps")),
                  rows(open, run, " AND s.material = ?", List.of(id), MOST).rows(),
                  null);
            },
            run,
            id)
        .stream()
        .findFirst()
        .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "not_found").exception());
  }

  Plans.Suggestions suggestions(PlanningDesk.Open open, Plans.SuggestionQuery query) {
    StringBuilder where = new StringBuilder();
    List<@Nullable Object> binds = new ArrayList<>();
    if (query.made() != null) {
      where.append(" AND s.made = ?");
      binds.add(query.made());
    }
    if (query.supplier() != null) {
      where.append(" AND m.supplier = ?");
      binds.add(query.supplier());
    }
    if (query.until() != null) {
      where.append(" AND s.begins <= ?");
      binds.add(query.until());
    }
    return rows(open, current(open), where.toString(), binds, query.limit());
  }

  private Plans.Suggestions rows(
      PlanningDesk.Open open,
      UUID run,
      String where,
      List<? extends @Nullable Object> more,
      int limit) {
    Planning.Materials in = open.of().materials();
    boolean amounts = seen.seesAmounts(open);
    List<@Nullable Object> binds = new ArrayList<>();
    binds.add(run);
    binds.addAll(more);
    long[] total = {0};
    Map<Integer, @Nullable UUID> suppliers = new LinkedHashMap<>();
    List<Plans.SuggestionRow> bare =
        database.query(
            "SELECT s.*, m.supplier, t.%s::text AS title, %s AS unit, count(*) OVER () AS total FROM %s s JOIN %s m ON m.run = s.run AND m.material = s.material JOIN %s t ON t.id = s.material WHERE s.run = ?%s ORDER BY s.record IS NOT NULL, s.begins, s.late DESC, s.number LIMIT %d"
                .formatted(
                    quote(in.form().title()),
                    in.unit() == null ? "''" : "coalesce(t." + quote(in.unit()) + ", '')",
                    workspace.table("plan_suggestion"),
                    workspace.table("plan_material"),
                    workspace.table(in.form().table()),
                    where,
                    Math.clamp(limit, 1, MOST)),
            (row, number) -> {
              total[0] = row.getLong("total");
              suppliers.put(row.getInt("number"), row.getObject("supplier", UUID.class));
              return suggestion(row, amounts);
            },
            binds.toArray());
    Map<UUID, String> names = suppliers(open, new ArrayList<>(suppliers.values()));
    return new Plans.Suggestions(
        run,
        bare.stream().map(each -> with(each, name(suppliers.get(each.number()), names))).toList(),
        total[0]);
  }

  private static Plans.SuggestionRow suggestion(ResultSet row, boolean amounts)
      throws SQLException {
    UUID record = row.getObject("record", UUID.class);
    return new Plans.SuggestionRow(
        row.getInt("number"),
        Objects.requireNonNull(row.getObject("material", UUID.class)),
        Objects.requireNonNullElse(row.getString("title"), ""),
        row.getString("unit"),
        row.getBoolean("made"),
        null,
        number(row, "quantity"),
        number(row, "wanted"),
        day(row, "needed"),
        day(row, "latest"),
        day(row, "begins"),
        day(row, "arrives"),
        row.getInt("orders"),
        amounts ? number(row, "amount") : null,
        row.getInt("late"),
        record == null ? null : new Plans.Taken(row.getString("form"), record));
  }

  private static LocalDate day(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, LocalDate.class));
  }

  private static Plans.SuggestionRow with(Plans.SuggestionRow row, Plans.@Nullable Named supplier) {
    return new Plans.SuggestionRow(
        row.number(),
        row.material(),
        row.title(),
        row.unit(),
        row.made(),
        supplier,
        row.quantity(),
        row.wanted(),
        row.needed(),
        row.latest(),
        row.begins(),
        row.arrives(),
        row.orders(),
        row.amount(),
        row.late(),
        row.taken());
  }

  Plans.Pegging pegging(PlanningDesk.Open open, int number, int days) {
    UUID run = current(open);
    Plans.SuggestionRow row =
        rows(open, run, " AND s.number = ?", List.of(number), 1).rows().stream()
            .findFirst()
            .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "not_found").exception());
    StoredPegs pegs = new StoredPegs(database, workspace, run);
    Ripple.Source source = new Ripple.Source(number, null);
    List<Ripple.Waiting> waiting = Ripple.of(pegs, open.of().workCalendar(), source, days);
    return new Served(open, pegs, waiting).pegging(row, days, safety(pegs.of(source)));
  }

  private static String safety(List<Peg> pegs) {
    return Plain.of(
        pegs.stream()
            .filter(each -> each.to() == Peg.To.SAFETY)
            .map(Peg::quantity)
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  /** Gives the orders that wait their names, as far as they may be seen. */
  private final class Served {
    private final PlanningDesk.Open open;
    private final StoredPegs pegs;
    private final List<Ripple.Waiting> waiting;

    Served(PlanningDesk.Open open, StoredPegs pegs, List<Ripple.Waiting> waiting) {
      this.open = open;
      this.pegs = pegs;
      this.waiting = waiting;
    }

    Plans.Pegging pegging(Plans.SuggestionRow row, int days, String safety) {
      boolean amounts = seen.seesAmounts(open);
      Map<String, List<UUID>> byForm = new LinkedHashMap<>();
      waiting.forEach(each ->
          byForm
              .computeIfAbsent(pegs.form(each.order()), key -> new ArrayList<>())
              .add(each.order()));
      Map<UUID, String> titles = new LinkedHashMap<>();
      byForm.forEach((form, ids) -> titles.putAll(seen.titles(open.caller(), form, ids)));
      List<Plans.Served> orders =
          waiting.stream()
              .map(each ->
                  new Plans.Served(
                      titles.containsKey(each.order()) ? pegs.form(each.order()) : null,
                      name(each.order(), titles),
                      Plain.of(each.quantity()),
                      each.needed(),
                      each.late(),
                      each.slips(),
                      amounts && titles.containsKey(each.order()) ? Plain.of(each.amount()) : null))
              .toList();
      List<Ripple.Waiting> slipping = waiting.stream().filter(each -> each.slips() > 0).toList();
      BigDecimal stake =
          slipping.stream().map(Ripple.Waiting::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
      return new Plans.Pegging(
          row, days, orders, slipping.size(), amounts ? Plain.of(stake) : null, safety);
    }
  }
}
