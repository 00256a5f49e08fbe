package io.xiaodan.record;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Writes the search texts of records again whose form has other text fields than when they were
 * written, or that are older than the search. In lots, each on its own; begun again after a crash.
 */
@Component
class SearchFill {

  private static final Logger log = LoggerFactory.getLogger(SearchFill.class);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final int LOT = 500;

  private final JdbcTemplate database;
  private final Workspace workspace;
  private final Blueprints blueprints;

  SearchFill(JdbcTemplate database, Workspace workspace, Blueprints blueprints, Jobs jobs) {
    this.database = database;
    this.workspace = workspace;
    this.blueprints = blueprints;
    jobs.repeat("record.search", EVERY, this::fill);
  }

  /** Brings every form up to date. */
  void fill() {
    Map<String, String> written = new HashMap<>();
    database.query(
        "SELECT form, fields FROM " + workspace.table("search_state"),
        row -> {
          written.put(row.getString(1), row.getString(2));
        });
    for (Form form : blueprints.current().all(Form.TYPE).values()) {
      String signature = SearchText.signature(form);
      if (!signature.equals(written.get(form.key()))) {
        fill(form);
        database.update(
            "INSERT INTO %s (form, fields) VALUES (?, ?) ON CONFLICT (form) DO UPDATE SET fields = excluded.fields"
                .formatted(workspace.table("search_state")),
            form.key(),
            signature);
      }
    }
  }

  private record Row(UUID id, long rev, String text) {}

  private void fill(Form form) {
    long rows = 0;
    @Nullable UUID after = null;
    List<Row> lot = lot(form, after);
    while (!lot.isEmpty()) {
      write(form, lot);
      rows += lot.size();
      after = lot.getLast().id();
      lot = lot.size() < LOT ? List.of() : lot(form, after);
    }
    if (rows > 0) {
      log.info("search form={} rows={}", form.key(), rows);
    }
  }

  private List<Row> lot(Form form, @Nullable UUID after) {
    List<Object> binds = new ArrayList<>();
    if (after != null) {
      binds.add(after);
    }
    String fields = RecordColumns.select(SearchText.fields(form), "");
    return database.query(
        "SELECT id, rev, %s FROM %s%s ORDER BY id LIMIT %d"
            .formatted(
                fields, workspace.table(form.table()), after == null ? "" : " WHERE id > ?", LOT),
        (row, number) ->
            new Row(
                Objects.requireNonNull(row.getObject("id", UUID.class)),
                row.getLong("rev"),
                SearchText.of(form, RecordColumns.read(row, SearchText.fields(form)))),
        binds.toArray());
  }

  /** A record that was changed meanwhile has its text from that change. */
  private void write(Form form, List<Row> lot) {
    TextTable table = new TextTable(3, lot.size());
    lot.forEach(row -> table.add(row.id(), row.rev(), row.text()));
    database.update(
        "UPDATE %s t SET %s = x.c2 FROM unnest(?::text[], ?::text[], ?::text[]) AS x(c0, c1, c2) WHERE t.id = x.c0::uuid AND t.rev = x.c1::bigint AND t.%s IS DISTINCT FROM x.c2"
            .formatted(workspace.table(form.table()), SearchText.COLUMN, SearchText.COLUMN),
        table.columns());
  }
}
