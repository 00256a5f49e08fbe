package io.xiaodan.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Pages of work beside much of it: the to-do centre with a million open tasks and many more that
 * are done, the trail of an instance with 500 events, and a replay of 100,000 records. Arguments:
 * how many open, how many done, how many records.
 */
final class TasksBench {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Load LOAD = new Load(1, Duration.ofSeconds(2), Duration.ofSeconds(3));
  private static final int EVENTS = 500;
  private static final int PEOPLE = 200;

  /** One way to ask, and the same by hand. */
  private record Asked(String name, String path, String byHand) {}

  private static final String OPEN =
      "SELECT t.* FROM w_main.task_assignee a JOIN w_main.task t ON t.id = a.task_id WHERE a.who = '%s' AND t.state = 'open' ORDER BY a.task_id DESC LIMIT 50";

  private static final List<Asked> WAYS =
      List.of(
          new Asked("all of the open, newest", "?limit=50", OPEN.formatted("role:builder")),
          new Asked(
              "all of the open, oldest",
              "?limit=50&sort=oldest",
              OPEN.formatted("role:builder").replace("DESC", "ASC")),
          new Asked(
              "all of the open, by priority",
              "?limit=50&sort=priority",
              "SELECT t.* FROM w_main.task_assignee a JOIN w_main.task t ON t.id = a.task_id WHERE a.who = 'role:builder' AND t.state = 'open' ORDER BY a.priority DESC, a.task_id DESC LIMIT 50"),
          new Asked(
              "all of the open, by limit",
              "?limit=50&sort=due",
              "SELECT t.* FROM w_main.task_assignee a JOIN w_main.task t ON t.id = a.task_id WHERE a.who = 'role:builder' AND t.state = 'open' ORDER BY a.due_at, a.task_id LIMIT 50"),
          new Asked(
              "done by one",
              "?limit=50&state=done",
              "SELECT * FROM w_main.task WHERE done_by = '00000000-0000-0000-0000-000000000001' AND state = 'done' ORDER BY done_at DESC, id DESC LIMIT 50"),
          new Asked(
              "how many wait",
              "/count",
              "SELECT count(*) FROM (SELECT 1 FROM w_main.task_assignee a JOIN w_main.task t ON t.id = a.task_id WHERE a.who = 'role:builder' AND t.state = 'open' LIMIT 10000) x"));

  private TasksBench() {}

  public static void main(String[] arguments) throws Exception {
    int open = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    int done = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000_000;
    int records = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100_000;
    try (BenchServer server = BenchServer.fresh()) {
      String token = server.token("builder");
      FlowBench.publish(server, token);
      long start = System.nanoTime();
      fill(server, open, done, records);
      System.out.printf(
          "filled in %d s: open=%d done=%d records=%d%n", seconds(start), open, done, records);
      ProcessorTime processors = ProcessorTime.of(server);
      Table table = new Table("tasks");
      for (Asked way : open == 0 ? List.<Asked>of() : WAYS) {
        Outcome raw = LOAD.run(processors, RawSql.workers(server, way.byHand, statement -> {}));
        table.row(way.name + ", by hand", raw);
        Outcome ours = get(server, token, processors, "/api/tasks" + way.path);
        table.row(way.name, ours);
        table.close("-" + way.name.replaceAll("[ ,]+", "-"), ours, raw);
      }
      Outcome raw =
          LOAD.run(
              processors,
              RawSql.workers(
                  server,
                  "SELECT * FROM w_main.flow_event WHERE instance_id = md5('i1')::uuid ORDER BY rev",
                  statement -> {}));
      table.row("trail of 500, by hand", raw);
      Outcome trail =
          get(
              server,
              token,
              processors,
              "/api/forms/b_flow/records/" + uuid("md5('r1')", server) + "/flow");
      table.row("trail of 500", trail);
      table.close("-trail", trail, raw);
      replay(server, token, records);
    }
  }

  private static Outcome get(
      BenchServer server, String token, ProcessorTime processors, String path) throws Exception {
    return LOAD.run(
        processors,
        thread -> {
          HttpConnection connection = new HttpConnection(server.port(), token);
          return new Load.Worker() {
            @Override
            public void work() throws IOException {
              connection.get(path).expect(200);
            }

            @Override
            public void close() throws IOException {
              connection.close();
            }
          };
        });
  }

  /**
   * Records on their way, tasks that wait for everybody of a role, and tasks of 200 people that are
   * done.
   */
  private static void fill(BenchServer server, int open, int done, int records)
      throws IOException, SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO w_main.f_b_flow (id, rev, created_at, created_by, updated_at, updated_by, flow_state, name, number) SELECT md5('r' || g)::uuid, 1, now() - interval '1 day', md5('p' || g %% %d)::uuid, now(), md5('p' || g %% %d)::uuid, 'running', 'n' || g, g %% 1000 - 100 FROM generate_series(1, %d) g"
              .formatted(PEOPLE, PEOPLE, records));
      String place = FlowBench.PLACE.strip().replace("'", "''");
      statement.execute(
          "INSERT INTO w_main.flow_instance (id, form, record_id, flow, blueprint, rev, state, started_at, started_by, place, begun) SELECT md5('i' || g)::uuid, 'b_flow', md5('r' || g)::uuid, 'b_flow', b.version, CASE WHEN g = 1 THEN %d ELSE 1 END, 'running', now(), md5('p')::uuid, '%s', '[true]' FROM generate_series(1, %d) g, (SELECT version FROM w_main.blueprint) b"
              .formatted(EVENTS + 1, place, records));
      statement.execute(
          "INSERT INTO w_main.flow_event (id, instance_id, rev, at, act, person_id, node, comment, people, files, detail) SELECT gen_random_uuid(), md5('i1')::uuid, g + 1, now(), 'comment', md5('p')::uuid, 'decide', 'a remark of some length, number ' || g, '{}', '{}', '{}' FROM generate_series(1, %d) g"
              .formatted(EVENTS));
      statement.execute(
          "INSERT INTO w_main.task (id, kind, state, form, record_id, instance_id, node, created_at, priority, due_at) SELECT lpad(to_hex(g), 32, '0')::uuid, 'approve', 'open', 'b_flow', md5('r' || 1 + g %% %d)::uuid, md5('i' || 1 + g %% %d)::uuid, 'decide', now(), CASE WHEN g %% 50 = 0 THEN 1 ELSE 0 END, CASE WHEN g %% 3 > 0 THEN now() + (g::bigint * 7919 %% 100000) * interval '1 minute' END FROM generate_series(1, %d) g"
              .formatted(records, records, open));
      statement.execute(
          "INSERT INTO w_main.task_assignee (who, task_id, priority, due_at) SELECT 'role:builder', id, priority, coalesce(due_at, 'infinity') FROM w_main.task WHERE state = 'open'");
      statement.execute(
          "INSERT INTO w_main.task (id, kind, state, form, record_id, instance_id, node, created_at, done_at, done_by, outcome) SELECT ('ffff' || lpad(to_hex(g), 28, '0'))::uuid, 'approve', 'done', 'b_flow', md5('r' || 1 + g %% %d)::uuid, md5('i' || 1 + g %% %d)::uuid, 'decide', now() - interval '9 day', now() - g * interval '1 second', w.people[1 + g %% %d], 'approve' FROM generate_series(1, %d) g, (SELECT array_agg(id) AS people FROM (SELECT id FROM xiaodan.person UNION ALL SELECT md5('p' || n)::uuid FROM generate_series(1, %d) n LIMIT %d) p) w"
              .formatted(records, records, PEOPLE, done, PEOPLE, PEOPLE));
      statement.execute("ANALYZE w_main.task");
      statement.execute("ANALYZE w_main.task_assignee");
      statement.execute("ANALYZE w_main.f_b_flow");
      statement.execute("ANALYZE w_main.flow_instance");
    }
  }

  private static String uuid(String expression, BenchServer server)
      throws IOException, SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("SELECT (" + expression + ")::uuid")) {
      row.next();
      return row.getString(1);
    }
  }

  private static void replay(BenchServer server, String token, int records) throws Exception {
    try (HttpConnection connection = new HttpConnection(server.port(), token)) {
      long start = System.nanoTime();
      connection.post("/api/flows/b_flow/replays", "{\"days\": 30}").expect(201);
      JsonNode replay;
      do {
        TimeUnit.MILLISECONDS.sleep(200);
        replay =
            JSON.readTree(connection.get("/api/flows/b_flow/replays/latest").expect(200))
                .path("replay");
      } while (replay.path("finishedAt").isNull());
      double took = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "replay of %d records: %s in %.1f s, %.0f records per s%n",
          replay.path("done").asInt(), replay.path("state").asString(), took, records / took);
    }
  }

  private static long seconds(long start) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
  }
}
