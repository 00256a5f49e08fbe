package io.xiaodan.form;

import io.xiaodan.platform.Workspace;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;

/**
 * What the database has.
 *
 * @param columns type by table and column
 * @param indexes names
 * @param references table referred to by name of the foreign key
 * @param rows by table, as the planner estimates them, which costs nothing
 */
record PresentTables(
    Map<String, Map<String, String>> columns,
    Set<String> indexes,
    Map<String, String> references,
    Map<String, Long> rows) {

  static PresentTables read(DSLContext database, Workspace workspace) {
    Map<String, Map<String, String>> columns = new LinkedHashMap<>();
    database
        .resultQuery(
            "SELECT c.relname, a.attname, format_type(a.atttypid, NULL) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                + "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped WHERE n.nspname = ? AND c.relkind = 'r'",
            workspace.schema())
        .forEach(row ->
            columns
                .computeIfAbsent(row.get(0, String.class), table -> new LinkedHashMap<>())
                .put(row.get(1, String.class), shortName(row.get(2, String.class))));
    Set<String> indexes =
        new LinkedHashSet<>(
            database
                .resultQuery(
                    "SELECT indexname FROM pg_indexes WHERE schemaname = ?", workspace.schema())
                .fetch(0, String.class));
    Map<String, String> references = new LinkedHashMap<>();
    database
        .resultQuery(
            "SELECT k.conname, t.relname FROM pg_constraint k JOIN pg_class t ON t.oid = k.confrelid JOIN pg_namespace n ON n.oid = k.connamespace "
                + "WHERE k.contype = 'f' AND n.nspname = ?",
            workspace.schema())
        .forEach(row -> references.put(row.get(0, String.class), row.get(1, String.class)));
    Map<String, Long> rows = new LinkedHashMap<>();
    database
        .resultQuery(
            "SELECT c.relname, greatest(c.reltuples, 0)::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relkind = 'r'",
            workspace.schema())
        .forEach(row -> rows.put(row.get(0, String.class), row.get(1, Long.class)));
    return new PresentTables(columns, indexes, references, rows);
  }

  private static String shortName(String type) {
    return switch (type) {
      case "timestamp with time zone" -> "timestamptz";
      case "time without time zone" -> "time";
      default -> type;
    };
  }

  /** Whether a column is there already. */
  boolean has(String table, String column) {
    return columns.getOrDefault(table, Map.of()).containsKey(column);
  }
}
