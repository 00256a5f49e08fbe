package io.xiaodan.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Flows over HTTP: a record that starts one, and a record that starts one whose only task is then
 * looked up and approved, beside the same rows written by prepared statements.
 */
final class FlowBench {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final Duration MEASURED = Duration.ofSeconds(10);

  /** Until the compiler of the JVM has come to rest: a server runs for months. */
  private static final Load RUN_IN = new Load(8, Duration.ZERO, Duration.ofSeconds(30));

  private static final String FORM =
      """
      {"kind": "form", "key": "b_flow", "label": "bench", "title": "name", "fields": [
        {"key": "name", "type": "text", "label": "name"}, {"key": "number", "type": "number", "label": "number"}]}
      """;

  private static final String FLOW =
      """
      {"kind": "flow", "key": "b_flow", "label": "bench", "form": "b_flow", "start": {"on": "create"}, "nodes": [
        {"key": "start", "type": "start", "next": "size"},
        {"key": "size", "type": "condition", "branches": [{"key": "any", "when": "number >= 0", "next": "decide"}], "else": "decide"},
        {"key": "decide", "type": "approve", "who": {"roles": ["builder"]}, "outcomes": {"approve": {"next": "end"}, "reject": {"next": "end"}}},
        {"key": "end", "type": "end"}]}
      """;

  /** The rows of a start; the places are as large as those the server writes. */
  static final String RAW_START =
      """
      WITH ids AS (SELECT gen_random_uuid() AS record, gen_random_uuid() AS instance, gen_random_uuid() AS task),
      record AS (INSERT INTO w_main.f_b_flow (id, rev, created_at, created_by, updated_at, updated_by, flow_state, name, number)
        SELECT record, 1, now(), record, now(), record, 'running', 'raw', 1 FROM ids),
      event AS (INSERT INTO w_main.event (id, at, form, record_id, rev, kind, by, origin, changes)
        SELECT gen_random_uuid(), now(), 'b_flow', record, 1, 'created', record, 'user', '{"name": [null, "raw"], "number": [null, "1"]}' FROM ids),
      instance AS (INSERT INTO w_main.flow_instance (id, form, record_id, flow, blueprint, rev, state, started_at, started_by, place, begun)
        SELECT instance, 'b_flow', record, 'b_flow', 1, 1, 'running', now(), record, ?::jsonb, '[true]' FROM ids),
      task AS (INSERT INTO w_main.task (id, kind, state, form, record_id, instance_id, node, created_at)
        SELECT task, 'approve', 'open', 'b_flow', record, instance, 'decide', now() FROM ids),
      assignee AS (INSERT INTO w_main.task_assignee (who, task_id) SELECT 'role:builder', task FROM ids)
      SELECT 1
      """;

  static final String PLACE =
      """
      {"last": 2, "chosen": {}, "passed": [], "tokens": [{"id": 1, "node": "decide", "phase": "ASKING", "scope": [], "seats": [{"id": 2, "state": "OPEN", "after": [],
       "asked": [{"as": "OWNER", "pool": {"roles": ["builder"], "people": []}, "task": "01932c07-209c-7dc7-a5f3-5e2f2a1b7c01"}]}], "before": []}]}
      """;

  private final AtomicLong number = new AtomicLong();

  public static void main(String[] arguments) throws Exception {
    try (BenchServer server = BenchServer.fresh()) {
      String token = server.token("builder");
      FlowBench bench = new FlowBench();
      publish(server, token);
      ProcessorTime processors = ProcessorTime.of(server);
      RUN_IN.run(processors, thread -> bench.worker(server, token, true));
      Table table = new Table("flow");
      for (int connections : new int[] {1, 8, 32}) {
        Load load = new Load(connections, WARM_UP, MEASURED);
        Outcome raw =
            load.run(
                processors,
                RawSql.workers(server, RAW_START, statement -> statement.setString(1, PLACE)));
        table.row("the rows of a start alone", raw);
        Outcome starts = load.run(processors, thread -> bench.worker(server, token, false));
        table.row("starts", starts);
        table.close("-starts connections=" + connections, starts, raw);
        Outcome whole = load.run(processors, thread -> bench.worker(server, token, true));
        table.row("starts, looks up and approves", whole);
        table.close("-whole connections=" + connections, whole, raw);
      }
    }
  }

  static void publish(BenchServer server, String token) throws IOException {
    try (HttpConnection connection = new HttpConnection(server.port(), token)) {
      connection.publish("form", "b_flow", FORM);
      connection.publish("flow", "b_flow", FLOW);
    }
  }

  private Load.Worker worker(BenchServer server, String token, boolean completes)
      throws IOException {
    HttpConnection connection = new HttpConnection(server.port(), token);
    return new Load.Worker() {
      @Override
      public void work() throws IOException {
        String made =
            connection
                .post(
                    "/api/forms/b_flow/records",
                    "{\"values\": {\"name\": \"n\", \"number\": %d}}"
                        .formatted(number.incrementAndGet()))
                .expect(201);
        if (completes) {
          approve(connection, JSON.readTree(made).path("id").asString());
        }
      }

      @Override
      public void close() throws IOException {
        connection.close();
      }
    };
  }

  private static void approve(HttpConnection connection, String record) throws IOException {
    JsonNode flow =
        JSON.readTree(connection.get("/api/forms/b_flow/records/" + record + "/flow").expect(200));
    String task = flow.path("current").path(0).path("task").asString();
    connection.post("/api/tasks/" + task + "/outcomes/approve", "{}").expect(200);
  }
}
