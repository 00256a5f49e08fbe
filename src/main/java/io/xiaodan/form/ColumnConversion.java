package io.xiaodan.form;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.blueprint.LostValue;
import io.xiaodan.blueprint.StructureChange;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Workspace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The change of one column's type. The old column stays under another name with all its values; a
 * new one is filled from it. Each different value is converted once and then spread over its rows
 * by one statement.
 *
 * <p>Where the field had the new type before, its values of that time come back wherever the
 * present value still is what became of them.
 *
 * @param owner column with the id of the record: {@code id}, or {@code parent} for line items
 * @param kept column with the values of the time before, when the field had the new type; or null
 * @param aside name the present column gets
 * @param leaving statements that take indexes and constraints off the present column
 */
record ColumnConversion(
    Workspace workspace,
    String table,
    String column,
    String owner,
    FieldType from,
    FieldType to,
    @Nullable String kept,
    String aside,
    List<String> leaving) {

  private static final int MOST_SHOWN = 100;
  private static final int BATCH = 5_000;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** What becomes of the values. */
  private record Outcome(
      Map<String, @Nullable String> values,
      Map<String, Message> lost,
      long rows,
      long lostRows,
      boolean changes) {}

  /**
   * The planned change; its values are looked at now and again when it is carried out.
   *
   * @param emptyUnconvertible whether what does not fit may become empty
   * @return null where every value is already what it would become
   */
  @Nullable StructureChange plan(DSLContext database, boolean emptyUnconvertible) {
    Outcome outcome = outcome(database, column);
    if (from.column().equals(to.column()) && !outcome.changes()) {
      return null;
    }
    return new StructureChange(
        "convert_column",
        table,
        column,
        outcome.rows(),
        examples(database, outcome),
        outcome.lostRows(),
        transaction -> apply(transaction, emptyUnconvertible));
  }

  private void apply(DSLContext transaction, boolean emptyUnconvertible) {
    leaving.forEach(transaction::execute);
    transaction.execute(
        "ALTER TABLE %s RENAME COLUMN %s TO %s"
            .formatted(workspace.table(table), quote(column), quote(aside)));
    transaction.execute(
        "ALTER TABLE %s ADD COLUMN %s %s"
            .formatted(workspace.table(table), quote(column), to.column()));
    Outcome outcome = outcome(transaction, aside);
    if (!emptyUnconvertible && !outcome.lost().isEmpty()) {
      throw Problem.of(ProblemKind.UNAVAILABLE, "blueprint.busy").exception();
    }
    transaction.execute(
        "CREATE TEMPORARY TABLE conversion (key text PRIMARY KEY, value text) ON COMMIT DROP");
    List<String> keys = new ArrayList<>(outcome.values().keySet());
    for (int at = 0; at < keys.size(); at += BATCH) {
      List<String> part = keys.subList(at, Math.min(at + BATCH, keys.size()));
      transaction.execute(
          "INSERT INTO conversion SELECT * FROM unnest(?::text[], ?::text[])",
          part.toArray(String[]::new),
          part.stream().map(outcome.values()::get).toArray(String[]::new));
    }
    transaction.execute(
        "UPDATE %1$s t SET %2$s = c.value::%3$s FROM conversion c WHERE %4$s = c.key AND c.value IS NOT NULL"
            .formatted(workspace.table(table), quote(column), to.column(), keySql(aside)));
    transaction.execute("DROP TABLE conversion");
  }

  /** A value that several living records would share; null where there is none. */
  @Nullable String twice(DSLContext database) {
    Map<String, @Nullable String> values = outcome(database, column).values();
    String sql =
        "SELECT %1$s, count(*) FROM %2$s t WHERE t.deleted_at IS NULL GROUP BY 1"
            .formatted(keySql(column), workspace.table(table));
    Map<String, Long> counts = new HashMap<>();
    for (Record row : database.resultQuery(sql).fetch()) {
      String value = values.get(row.get(0, String.class));
      if (value != null
          && counts.merge(value, Objects.requireNonNull(row.get(1, Long.class)), Long::sum) > 1) {
        return value;
      }
    }
    return null;
  }

  /** Every different value with what becomes of it. */
  private Outcome outcome(DSLContext database, String present) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    Map<String, Message> lost = new LinkedHashMap<>();
    long rows = 0;
    long lostRows = 0;
    boolean changes = false;
    String was = kept == null ? "NULL::text" : "t." + quote(kept);
    String sql =
        "SELECT %1$s, min(t.%2$s::text), min(to_jsonb(t.%2$s)::text), min(to_jsonb(%3$s)::text), count(*) FROM %4$s t WHERE %5$s GROUP BY 1"
            .formatted(
                keySql(present),
                quote(present),
                was,
                workspace.table(table),
                kept == null
                    ? "t." + quote(present) + " IS NOT NULL"
                    : "(t.%s IS NOT NULL OR %s IS NOT NULL)".formatted(quote(present), was));
    for (Record row : database.resultQuery(sql).fetch()) {
      String key = Objects.requireNonNull(row.get(0, String.class));
      long count = Objects.requireNonNull(row.get(4, Long.class));
      Object now = stored(from, row.get(2, String.class));
      Object before = stored(to, row.get(3, String.class));
      rows += count;
      if (before != null && isWhatBecameOf(before, now)) {
        values.put(key, to.toText(before));
      } else if (now != null) {
        Coerced converted = conversion().convert(now);
        values.put(key, converted.value() == null ? null : to.toText(converted.value()));
        if (converted.refusal() != null) {
          lost.put(key, converted.refusal());
          lostRows += count;
        }
      } else if (row.get(1) != null) {
        lost.put(key, Message.of("form.no_conversion"));
        lostRows += count;
      }
      changes |= !Objects.equals(values.get(key), row.get(1, String.class));
    }
    return new Outcome(values, lost, rows, lostRows, changes);
  }

  private FieldConversion conversion() {
    return new FieldConversion(from, to, workspace.zone());
  }

  private boolean isWhatBecameOf(Object before, @Nullable Object now) {
    Object became = new FieldConversion(to, from, workspace.zone()).convert(before).value();
    return became instanceof BigDecimal x && now instanceof BigDecimal y
        ? x.compareTo(y) == 0
        : Objects.equals(became, now);
  }

  private static @Nullable Object stored(FieldType type, @Nullable String json) {
    return json == null ? null : type.fromRowJson(JSON.readTree(json));
  }

  private List<LostValue> examples(DSLContext database, Outcome outcome) {
    if (outcome.lost().isEmpty()) {
      return List.of();
    }
    String sql =
        "SELECT t.%s, t.%s::text, %s FROM %s t WHERE %s = ANY (?::text[]) ORDER BY 1 LIMIT %d"
            .formatted(
                owner,
                quote(column),
                keySql(column),
                workspace.table(table),
                keySql(column),
                MOST_SHOWN);
    String[] keys = outcome.lost().keySet().stream().limit(MOST_SHOWN).toArray(String[]::new);
    List<LostValue> lost = new ArrayList<>();
    for (Record row : database.resultQuery(sql, (Object) keys).fetch()) {
      lost.add(
          new LostValue(
              Objects.requireNonNull(row.get(0, UUID.class)),
              String.valueOf(row.get(1, String.class)),
              Objects.requireNonNull(outcome.lost().get(row.get(2, String.class)))));
    }
    return lost;
  }

  /** The present value and the one of the time before, as one text. */
  private String keySql(String present) {
    return "jsonb_build_array(t.%s::text, %s)::text"
        .formatted(quote(present), kept == null ? "NULL" : "t." + quote(kept) + "::text");
  }
}
