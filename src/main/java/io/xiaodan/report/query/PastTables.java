package io.xiaodan.report.query;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.expression.SqlFragment;
import io.xiaodan.form.Form;
import io.xiaodan.form.LineItems;
import io.xiaodan.platform.Workspace;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Tables as they were at a moment, worked out backwards from the events since: a value that changed
 * is what stood before its first change. Only records that changed cost anything. Records that were
 * removed for good are in no past; who had changed a record last, and when, stays as it is today.
 */
record PastTables(Workspace workspace, Instant moment) {

  /** The records of a form, as a sub-select with the columns of its table. */
  SqlFragment records(Form form) {
    String table = workspace.table(form.table());
    return new Sql()
        .add("(WITH undo AS MATERIALIZED (").add(undone(form))
        .add(") SELECT t.* FROM " + table + " t WHERE t.created_at <= ?::timestamptz", at())
        .add(" AND NOT EXISTS (SELECT 1 FROM undo u WHERE u.record_id = t.id)")
        .add(" UNION ALL SELECT p.* FROM undo u JOIN " + table + " t ON t.id = u.record_id")
        .add(" CROSS JOIN LATERAL jsonb_populate_record(t, u.changes) p")
        .add(" WHERE t.created_at <= ?::timestamptz)", at())
        .done();
  }

  /** The rows of line items, as a sub-select with the columns of their table. */
  SqlFragment rows(Form form, LineItems lines) {
    String table = workspace.table(lines.table());
    String key = quote(lines.key()).replace('"', '\'');
    return new Sql()
        .add("(WITH undo AS MATERIALIZED (").add(undone(form))
        .add(") SELECT l.* FROM " + table + " l WHERE NOT EXISTS (SELECT 1 FROM undo u")
        .add(" WHERE u.record_id = l.parent AND jsonb_exists(u.changes, " + key + "))")
        .add(" UNION ALL SELECT p.* FROM undo u CROSS JOIN LATERAL jsonb_array_elements(CASE")
        .add(" jsonb_typeof(u.changes->" + key + ") WHEN 'array' THEN u.changes->" + key)
        .add(" ELSE '[]'::jsonb END) WITH ORDINALITY r(value, place)")
        .add(" CROSS JOIN LATERAL jsonb_populate_record(NULL::" + table + ", r.value ||")
        .add(" jsonb_build_object('parent', u.record_id, 'position', r.place - 1)) p)")
        .done();
  }

  /** What stood before the first change since, by record; the bin counts as one more field. */
  private SqlFragment undone(Form form) {
    return new Sql()
        .add("SELECT record_id, jsonb_object_agg(key, before) AS changes FROM (")
        .add("SELECT DISTINCT ON (e.record_id, c.key) e.record_id, c.key, c.before FROM ")
        .add(workspace.table("event") + " e CROSS JOIN LATERAL (")
        .add("SELECT key, value->0 AS before FROM jsonb_each(CASE WHEN jsonb_typeof(e.changes)")
        .add(" = 'object' AND e.kind = 'updated' THEN e.changes ELSE '{}'::jsonb END)")
        .add(" UNION ALL SELECT 'deleted_at', CASE e.kind WHEN 'restored' THEN to_jsonb(e.at)")
        .add(" ELSE 'null'::jsonb END WHERE e.kind IN ('deleted', 'restored')) c")
        .add(" WHERE e.form = ? AND e.at > ?::timestamptz", form.key(), at())
        .add(" ORDER BY e.record_id, c.key, e.rev, e.id) first GROUP BY record_id")
        .done();
  }

  private Object at() {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
