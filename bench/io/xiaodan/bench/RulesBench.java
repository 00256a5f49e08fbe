package io.xiaodan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What rules cost: saves beside 10, 100 and 500 rules that match none of them, saves that one rule
 * matches, and queued steps carried out by one and by two nodes.
 *
 * <p>The reference of the saves is the same save without any rule; that of the steps is the same
 * two rows written for rows taken from a queue with {@code SKIP LOCKED}, by one prepared statement
 * each. {@code saves} and {@code drain} run one half.
 */
final class RulesBench {

  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration MEASURED = Duration.ofSeconds(10);
  private static final int THREADS = 8;
  private static final int[] MANY = {10, 100, 500};
  private static final int QUEUED = 6_000;

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

  /** Takes one row of a queue and writes a record and its event. */
  private static final String RAW_STEP =
      """
      WITH job AS (DELETE FROM bench_queue WHERE id = (SELECT id FROM bench_queue ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1) RETURNING id),
      record AS (INSERT INTO w_main.f_b_target (id, rev, created_at, created_by, updated_at, updated_by, name)
        SELECT gen_random_uuid(), 1, now(), gen_random_uuid(), now(), gen_random_uuid(), 'raw' FROM job),
      event AS (INSERT INTO w_main.event (id, at, form, record_id, rev, kind, by, origin, changes)
        SELECT gen_random_uuid(), now(), 'b_target', gen_random_uuid(), 1, 'created', gen_random_uuid(), 'rule', '{"name": [null, "raw"]}' FROM job)
      SELECT 1
      """;

  /**
   * Small steps are stored as due a minute later than they are, which leaves them to be done
   * together.
   */
  private static final String LET_GO =
      """
      UPDATE xiaodan.scheduled_tasks SET execution_time = now() + CASE task_name WHEN 'rule.small' THEN interval '55 s' ELSE interval '0 s' END
      WHERE task_name IN ('rule.record', 'rule.small')
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
    String part = arguments.length == 0 ? "" : arguments[0];
    try (BenchServer server = BenchServer.fresh()) {
      RulesBench bench = new RulesBench(server, server.token("builder"));
      bench.publishForms();
      if (!part.equals("drain")) {
        bench.saves();
      }
      if (!part.equals("saves")) {
        bench.drains();
      }
    }
  }

  private void saves() throws Exception {
    Table table = new Table("rules");
    Load load = new Load(THREADS, WARM_UP, MEASURED);
    load.run(processors, thread -> saves("b_many500", "new"));
    Outcome none = load.run(processors, thread -> saves("b_none", "new"));
    table.row("saves without rules", none);
    for (int many : MANY) {
      Outcome beside = load.run(processors, thread -> saves("b_many" + many, "new"));
      table.row("saves beside " + many + " rules", beside);
      table.close("-unmatched-" + many, beside, none);
    }
    Outcome matched = load.run(processors, thread -> saves("b_one", "go"));
    table.row("saves that match", matched);
    table.close("-matched", matched, none);
    server.awaitIdle();
  }

  /** Steps that are queued and then let go, on one node and on two, beside the same by hand. */
  private void drains() throws Exception {
    Table table = new Table("rules");
    double raw = raw();
    drained("b_copy");
    for (String form : new String[] {"b_one", "b_copy"}) {
      String variant = form.equals("b_one") ? "-tasks" : "-records";
      close(table, variant + "-one-node", drained(form), raw);
    }
    Path folder = Files.createTempDirectory("xiaodan-bench-");
    BenchServer second = BenchServer.launch(folder, "--database-url", server.databaseUrl());
    try {
      second.awaitReady();
      for (String form : new String[] {"b_one", "b_copy"}) {
        String variant = form.equals("b_one") ? "-tasks" : "-records";
        close(table, variant + "-two-nodes", drained(form), raw);
      }
    } finally {
      second.close();
    }
  }

  /**
   * What was carried out.
   *
   * @param rate steps a second
   * @param processors what they took of the first node and of the database, for all
   */
  private record Drained(double rate, ProcessorTime.Reading processors) {
    String micros(double seconds) {
      return Table.rounded(seconds * 1e6 / QUEUED, 0) + "µs";
    }
  }

  private static void close(Table table, String variant, Drained drained, double raw) {
    ProcessorTime.Reading processors = drained.processors();
    String more =
        " server="
            + drained.micros(processors.server())
            + " database="
            + drained.micros(processors.database());
    table.close(variant, drained.rate(), raw, 0, more);
  }

  private void publishForms() throws IOException {
    try (HttpConnection connection = new HttpConnection(server.port(), token)) {
      for (String form : new String[] {"b_none", "b_one", "b_copy", "b_target"}) {
        connection.publish("form", form, FORM.formatted(form));
      }
      for (int many : MANY) {
        String form = "b_many" + many;
        connection.publish("form", form, FORM.formatted(form));
        for (int i = 0; i < many; i++) {
          String key = form + "_" + i;
          connection.publish("rule", key, RULE.formatted(key, form, i, TASK));
        }
      }
      connection.publish("rule", "b_one", RULE.formatted("b_one", "b_one", "go", TASK));
      connection.publish("rule", "b_copy", RULE.formatted("b_copy", "b_copy", "go", RECORD));
    }
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

  /** Rows of a queue, taken and answered by hand: a second. */
  private double raw() throws Exception {
    try (Connection database = server.connect();
        Statement statement = database.createStatement()) {
      statement.execute("CREATE TABLE bench_queue (id bigint PRIMARY KEY)");
      statement.execute("INSERT INTO bench_queue SELECT generate_series(1, 300000)");
      Load load = new Load(THREADS, Duration.ofSeconds(2), Duration.ofSeconds(8));
      double rate = load.run(processors, RawSql.workers(server, RAW_STEP, _ -> {})).rate();
      if (single(statement, "SELECT count(*) FROM bench_queue") == 0) {
        throw new IOException("The queue was too short");
      }
      statement.execute("DROP TABLE bench_queue");
      return rate;
    }
  }

  /** Queued steps, from the moment they are let go to the end of the last: a second. */
  private Drained drained(String form) throws Exception {
    try (Connection database = server.connect();
        Statement statement = database.createStatement()) {
      statement.execute(
          "CREATE OR REPLACE FUNCTION bench_later() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.task_name IN ('rule.record', 'rule.small') THEN NEW.execution_time := now() + interval '1 day'; END IF; RETURN NEW; END $$");
      statement.execute(
          "CREATE TRIGGER bench_later BEFORE INSERT ON xiaodan.scheduled_tasks FOR EACH ROW EXECUTE FUNCTION bench_later()");
      try (HttpConnection connection = new HttpConnection(server.port(), token)) {
        for (int i = 0; i < QUEUED; i++) {
          save(connection, form, "go");
        }
      }
      statement.execute("DROP TRIGGER bench_later ON xiaodan.scheduled_tasks");
      long before = done(statement);
      ProcessorTime.Reading rested = processors.read();
      long start = System.nanoTime();
      statement.execute(LET_GO);
      while (done(statement) < before + QUEUED) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      double took = (System.nanoTime() - start) / 1e9;
      return new Drained(QUEUED / took, processors.read().since(rested));
    }
  }

  private static long done(Statement statement) throws SQLException {
    return single(statement, "SELECT count(*) FROM w_main.rule_step WHERE state = 'done'");
  }

  private static long single(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
