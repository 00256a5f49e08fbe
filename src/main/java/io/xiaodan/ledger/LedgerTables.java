package io.xiaodan.ledger;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.blueprint.StructureChange;
import io.xiaodan.blueprint.StructureKeeper;
import io.xiaodan.platform.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Keeps the tables and functions of ledgers in step with what is published. Everything in them
 * follows from records, so tables whose dimensions changed are made anew; a rebuild is asked for in
 * the same transaction.
 */
@Component
@Order(100)
class LedgerTables implements StructureKeeper {

  private final Workspace workspace;
  private final Clock clock;
  private final ObjectProvider<LedgerRebuilds> rebuilds;

  LedgerTables(Workspace workspace, Clock clock, ObjectProvider<LedgerRebuilds> rebuilds) {
    this.workspace = workspace;
    this.clock = clock;
    this.rebuilds = rebuilds;
  }

  @Override
  public List<StructureChange> plan(
      DSLContext database,
      Blueprint before,
      Blueprint blueprint,
      boolean emptyUnconvertible,
      Compilation compilation) {
    List<StructureChange> changes = new ArrayList<>();
    List<StructureChange> functions = new ArrayList<>();
    Map<String, String> bodies = bodies(database);
    Map<String, Ledger> all = blueprint.all(Ledger.TYPE);
    for (Ledger ledger : all.values()) {
      tables(database, ledger, changes);
      new LedgerFunctions(ledger, all.values(), workspace)
          .all()
          .forEach(function -> function(ledger.table(), function, bodies, functions));
      rebuild(database, ledger, functions);
    }
    if (!all.isEmpty() || bodies.containsKey(PostingFunction.NAME)) {
      LedgerFunctions.Written together = new PostingFunction(all.values(), workspace).written();
      function(together.name(), together, bodies, functions);
    }
    changes.addAll(functions);
    return changes;
  }

  private static void function(
      String table,
      LedgerFunctions.Written function,
      Map<String, String> bodies,
      List<StructureChange> changes) {
    if (!function.body().equals(bodies.get(function.name()))) {
      changes.add(
          new StructureChange("create_function", table, function.name(), 0, function.statement()));
    }
  }

  private Map<String, String> bodies(DSLContext database) {
    Map<String, String> bodies = new LinkedHashMap<>();
    database
        .resultQuery(
            "SELECT p.proname, p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = ? AND p.proname LIKE 'l\\_%'",
            workspace.schema())
        .forEach(row -> bodies.put(row.get(0, String.class), row.get(1, String.class)));
    return bodies;
  }

  private void tables(DSLContext database, Ledger ledger, List<StructureChange> changes) {
    Map<String, String> present = columns(database, ledger.table());
    boolean same =
        present.isEmpty()
            || ledger.dimensions().values().stream()
                    .allMatch(
                        dimension -> dimension.kind().column().equals(present.get(dimension.key())))
                && present.values().stream().filter(type -> !type.equals("numeric")).count()
                    == ledger.dimensions().size();
    if (!same) {
      for (String table : List.of(ledger.entryTable(), ledger.dayTable(), ledger.table())) {
        changes.add(
            new StructureChange(
                "drop_table", table, table, 0, "DROP TABLE " + workspace.table(table)));
      }
    }
    if (present.isEmpty() || !same) {
      create(ledger, changes);
      return;
    }
    for (Account account : ledger.accounts().values()) {
      if (!present.containsKey(account.key())) {
        for (String table : List.of(ledger.table(), ledger.dayTable())) {
          String sql =
              "ALTER TABLE %s ADD COLUMN %s numeric NOT NULL DEFAULT 0"
                  .formatted(workspace.table(table), quote(account.key()));
          changes.add(new StructureChange("add_column", table, account.key(), 0, sql));
        }
      }
    }
  }

  private void create(Ledger ledger, List<StructureChange> changes) {
    LedgerSql sql = new LedgerSql(ledger, workspace);
    String accounts = sql.accounts(key -> key + " numeric NOT NULL DEFAULT 0");
    String dimensions = sql.dimensionTypes();
    add(
        changes,
        ledger.table(),
        "CREATE TABLE %s (%s, %s, UNIQUE NULLS NOT DISTINCT (%s)) WITH (fillfactor = 70)"
            .formatted(sql.balances(), dimensions, accounts, sql.dimensions()));
    add(
        changes,
        ledger.dayTable(),
        "CREATE TABLE %s (%s, _day date NOT NULL, %s, UNIQUE NULLS NOT DISTINCT (%s, _day)) WITH (fillfactor = 70)"
            .formatted(sql.days(), dimensions, accounts, sql.dimensions()));
    add(
        changes,
        ledger.entryTable(),
        "CREATE TABLE %s (_origin text NOT NULL, _form text, _record uuid, _place text NOT NULL, _rule text NOT NULL, %s, _account text NOT NULL, _day date NOT NULL, _quantity numeric NOT NULL)"
            .formatted(sql.entries(), dimensions));
    for (String on : List.of("_origin", sql.dimensions() + ", _day")) {
      changes.add(
          new StructureChange(
              "create_index",
              ledger.entryTable(),
              on,
              0,
              "CREATE INDEX ON %s (%s)".formatted(sql.entries(), on)));
    }
  }

  private static void add(List<StructureChange> changes, String table, String sql) {
    changes.add(new StructureChange("create_table", table, table, 0, sql));
  }

  private Map<String, String> columns(DSLContext database, String table) {
    Map<String, String> columns = new LinkedHashMap<>();
    database
        .resultQuery(
            "SELECT a.attname, format_type(a.atttypid, NULL) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                + "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped WHERE n.nspname = ? AND c.relname = ? AND c.relkind = 'r'",
            workspace.schema(),
            table)
        .forEach(row -> columns.put(row.get(0, String.class), row.get(1, String.class)));
    return columns;
  }

  /** Asks for a rebuild where what decides about entries has changed. */
  private void rebuild(DSLContext database, Ledger ledger, List<StructureChange> changes) {
    @Nullable String present =
        database
            .resultQuery(
                "SELECT fingerprint FROM %s WHERE ledger = ?"
                    .formatted(workspace.table("ledger_state")),
                ledger.key())
            .fetchOne(0, String.class);
    String fingerprint = fingerprint(ledger);
    if (Objects.equals(present, fingerprint)) {
      return;
    }
    changes.add(
        new StructureChange(
            "rebuild",
            ledger.table(),
            ledger.table(),
            0,
            List.of(),
            0,
            transaction -> {
              String state = isSilent(transaction, ledger) ? "ready" : "building";
              transaction.execute(
                  "INSERT INTO %s (ledger, fingerprint, state, changed_at) VALUES (?, ?, ?, ?::timestamptz) "
                          .formatted(workspace.table("ledger_state"))
                      + "ON CONFLICT (ledger) DO UPDATE SET fingerprint = excluded.fingerprint, state = excluded.state, done = 0, total = 0, changed_at = excluded.changed_at",
                  ledger.key(),
                  fingerprint,
                  state,
                  clock.instant().toString());
              rebuilds.getObject().ask(ledger.key(), fingerprint);
            }));
  }

  /** Whether nothing has been posted and there is nothing that could post. */
  private boolean isSilent(DSLContext transaction, Ledger ledger) {
    List<String> tables = new ArrayList<>();
    tables.add(ledger.entryTable());
    for (Posting posting : ledger.postings()) {
      tables.add(
          switch (posting) {
            case Posting.OfRecords own -> own.source().table();
            case Posting.OfLedger from -> "l_" + from.ledger();
          });
    }
    return tables.stream()
        .noneMatch(table ->
            transaction
                .resultQuery("SELECT 1 FROM %s LIMIT 1".formatted(workspace.table(table)))
                .fetch()
                .isNotEmpty());
  }

  /** Dimensions, accounts and postings as they are written; names for people do not count. */
  static String fingerprint(Ledger ledger) {
    StringBuilder text = new StringBuilder();
    ledger
        .dimensions()
        .values()
        .forEach(each ->
            text.append(each.key())
                .append(each.kind())
                .append(each.form())
                .append(each.optional()));
    ledger.accounts().values().forEach(each -> text.append(each.key()).append(each.scale()));
    for (Posting posting : ledger.postings()) {
      text.append(
          switch (posting) {
            case Posting.OfRecords own ->
                List.of(
                        own.key(),
                        own.account(),
                        own.form(),
                        String.valueOf(own.lines()),
                        String.valueOf(own.when()),
                        own.dimensions(),
                        own.quantity(),
                        String.valueOf(own.date()))
                    .toString();
            case Posting.OfLedger from ->
                List.of(
                        from.key(),
                        from.account(),
                        from.ledger(),
                        from.dimensions(),
                        from.quantity(),
                        from.date())
                    .toString();
          });
    }
    return java.util
        .UUID
        .nameUUIDFromBytes(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .toString();
  }
}
