package io.xiaodan.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What rules cost: saves beside 500 rules that match none of them, saves that one rule matches, and
 * the steps carried out afterwards.
 *
 * <p>The reference of the first two is the same save without any rule; that of the steps is the
 * same two rows written by one prepared statement.
 */
final class RulesBench {

  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration MEASURED = Duration.ofSeconds(10);
  private static final int THREADS = 8;
  private static final int MANY = 500;

  private static final String FORM =
      """
      {"kind": "form", "key": "%1$s", "label": "%1$s", "title": "name", "fields": [
        {"key": "name", "type": "text", "label": "name"}, {"key": "number", "type": "number", "label": "number"},
        {"key": "state", "type": "text", "label": "state"}]}
      """;

  private static final String RULE =
      """
      {"kind": "rule", "key": "%s", "label": "bench", "form": "%s",
       "trigger": {"on": ["create", "change"], "fields": {"state": {"to": "%s"}}}, "when": "number >= 0",
       "steps": [{"key": "s", "action": "%s}]}
      """;

  private static final String TASK =
      "create_task\", \"title\": \"{name}\", \"who\": {\"roles\": [\"warehouse\"]}";
  private static final String RECORD =
      "create_record\", \"form\": \"b_target\", \"values\": {\"name\": \"name\"}";

  private static final String RAW_STEP =
      """
      WITH record AS (INSERT INTO w_main.f_b_target (id, rev, created_at, created_by, updated_at, updated_by, name)
        VALUES (gen_random_uuid(), 1, now(), gen_random_uuid(), now(), gen_random_uuid(), 'raw')),
      event AS (INSERT INTO w_main.event (id, at, form, record_id, rev, kind, by, origin, changes)
        VALUES (gen_random_uuid(), now(), 'b_target', gen_random_uuid(), 1, 'created', gen_random_uuid(), 'rule', '{"name": [null, "raw"]}'))
      SELECT 1
      """;

  private final AtomicLong number = new AtomicLong();
  private final BenchServer server;
  private final String token;
  private final ProcessorTime processors;

  private RulesBench(BenchServer server, String token) throws IOException {
    this.server = server;
    this.token = token;
    this.processors = ProcessorTime.of(server);
  }

  public static void main(String[] arguments) throws Exception {
    try (BenchServer server = BenchServer.fresh()) {
      RulesBench bench = new RulesBench(server, server.token("builder"));
      bench.publishForms();
      Table table = new Table("rules");
      Load load = new Load(THREADS, WARM_UP, MEASURED);
      load.run(bench.processors, thread -> bench.saves("b_many", "new"));
      Outcome none = load.run(bench.processors, thread -> bench.saves("b_none", "new"));
      table.row("saves without rules", none);
      Outcome many = load.run(bench.processors, thread -> bench.saves("b_many", "new"));
      table.row("saves beside 500 rules", many);
      table.close("-unmatched", many, none);
      Outcome matched = load.run(bench.processors, thread -> bench.saves("b_one", "go"));
      table.row("saves that match", matched);
      table.close("-matched", matched, none);
      bench.drain();
      Outcome raw = load.run(bench.processors, RawSql.workers(server, RAW_STEP, statement -> {}));
      table.row("record and event, raw", raw);
      for (String form : new String[] {"b_one", "b_copy"}) {
        double steps = bench.steps(form);
        String variant = form.equals("b_one") ? "-tasks" : "-records";
        table.close(variant, steps, raw.rate(), 0, "");
      }
    }
  }

  private void publishForms() throws IOException {
    try (HttpConnection connection = new HttpConnection(server.port(), token)) {
      for (String form : new String[] {"b_none", "b_many", "b_one", "b_copy", "b_target"}) {
        publish(connection, "form", form, FORM.formatted(form));
      }
      for (int i = 0; i < MANY; i++) {
        publish(connection, "rule", "b_many" + i, RULE.formatted("b_many" + i, "b_many", i, TASK));
      }
      publish(connection, "rule", "b_one", RULE.formatted("b_one", "b_one", "go", TASK));
      publish(connection, "rule", "b_copy", RULE.formatted("b_copy", "b_copy", "go", RECORD));
    }
  }

  private static void publish(HttpConnection connection, String kind, String key, String document)
      throws IOException {
    String path = "/api/artifacts/" + kind + "/" + key;
    connection
        .send("PUT", path + "/draft", "{\"basedOn\": 0, \"document\": " + document + "}")
        .expect(200);
    connection.post(path + "/publish", "").expect(200);
  }

  private Load.Worker saves(String form, String state) throws IOException {
    HttpConnection connection = new HttpConnection(server.port(), token);
    return new Load.Worker() {
      @Override
      public void work() throws IOException {
        save(connection, form, state);
      }

      @Override
      public void close() throws IOException {
        connection.close();
      }
    };
  }

  private void save(HttpConnection connection, String form, String state) throws IOException {
    long n = number.incrementAndGet();
    connection
        .post(
            "/api/forms/" + form + "/records",
            "{\"values\": {\"name\": \"n%d\", \"number\": %d, \"state\": \"%s\"}}"
                .formatted(n, n, state))
        .expect(201);
  }

  /** Saves and the steps they lead to, from the first save to the last step: both per second. */
  private double steps(String form) throws Exception {
    try (Connection database = server.connect();
        Statement statement = database.createStatement()) {
      Load load = new Load(THREADS, Duration.ZERO, Duration.ofSeconds(4));
      long before = done(statement);
      long start = System.nanoTime();
      Outcome saves = load.run(processors, thread -> saves(form, "go"));
      drain();
      double seconds = (System.nanoTime() - start) / 1e9;
      long made = done(statement) - before;
      if (made < saves.latencies().count()) {
        throw new IOException("Steps are missing: " + made);
      }
      return made / seconds;
    }
  }

  private static long done(Statement statement) throws SQLException {
    return single(statement, "SELECT count(*) FROM w_main.rule_step WHERE state = 'done'");
  }

  /** Waits until every step is carried out. */
  private void drain() throws Exception {
    try (Connection database = server.connect();
        Statement statement = database.createStatement()) {
      while (single(
              statement,
              "SELECT count(*) FROM xiaodan.scheduled_tasks WHERE task_name LIKE 'rule.%'")
          > 0) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }

  private static long single(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
