package io.xiaodan.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An import into a form with 20 rules, each of which answers to one row in 20 and makes a to-do,
 * beside the same import for which rules do not run. Counts afterwards that every row has its one
 * run and its one to-do.
 *
 * <p>The argument says how many rows; without one 100,000.
 */
final class ImportRulesBench {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int RULES = 20;
  private static final String FORM =
      """
      {"kind": "form", "key": "b_rows", "label": "b_rows", "title": "name", "fields": [
        {"key": "name", "type": "text", "label": "name", "unique": true}, {"key": "number", "type": "number", "label": "number"}]}
      """;
  private static final String RULE =
      """
      {"kind": "rule", "key": "b_rows_%1$d", "label": "bench", "form": "b_rows", "trigger": {"on": ["create"]}, "when": "MOD(number, %2$d) = %1$d",
       "steps": [{"key": "s", "action": "create_task", "title": "{name}", "who": {"roles": ["warehouse"]}}]}
      """;

  private final BenchServer server;
  private final String token;
  private final int rows;

  private ImportRulesBench(BenchServer server, String token, int rows) {
    this.server = server;
    this.token = token;
    this.rows = rows;
  }

  public static void main(String[] arguments) throws Exception {
    int rows = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
    try (BenchServer server = BenchServer.fresh();
        Connection database = server.connect();
        Statement statement = database.createStatement()) {
      ImportRulesBench bench = new ImportRulesBench(server, server.token("builder"), rows);
      bench.publish();
      double without = bench.imported("a", false, statement);
      double with = bench.imported("b", true, statement);
      Table.line("import-rules", with, without, rows * 1000 / with, "");
    }
  }

  private void publish() throws IOException {
    try (HttpConnection connection = new HttpConnection(server.port(), token)) {
      connection.publish("form", "b_rows", FORM);
      for (int i = 0; i < RULES; i++) {
        connection.publish("rule", "b_rows_" + i, RULE.formatted(i, RULES));
      }
    }
  }

  /** Rows a second of the import itself. */
  private double imported(String mark, boolean participants, Statement database) throws Exception {
    String file = "/api/imports/files/" + upload(mark);
    String job;
    long started;
    try (HttpConnection connection = new HttpConnection(server.port(), token)) {
      String suggestion =
          connection.get(file + "/sheets/0/suggestion?header=1&form=b_rows").expect(200);
      ObjectNode plan = (ObjectNode) JSON.readTree(suggestion).path("plan");
      plan.put("participants", participants);
      started = System.nanoTime();
      String answer = connection.post(file + "/start", plan.toString()).expect(201);
      job = JSON.readTree(answer).path("id").asString();
    }
    long queue = 0;
    JsonNode state = state(job);
    while (state.path("state").asString().matches("waiting|running")) {
      queue = Math.max(queue, single(database, "SELECT count(*) FROM xiaodan.scheduled_tasks"));
      TimeUnit.MILLISECONDS.sleep(200);
      state = state(job);
    }
    double took = (System.nanoTime() - started) / 1e9;
    long expected = participants ? rows : 0;
    while (single(database, "SELECT count(*) FROM w_main.rule_run WHERE state = 'running'") > 0) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
    double all = (System.nanoTime() - started) / 1e9;
    System.out.println(
        "%s rules: import %s s (%s), everything %s s, longest queue %d"
            .formatted(
                participants ? "with" : "without",
                Table.rounded(took, 1),
                state.path("state").asString(),
                Table.rounded(all, 1),
                queue));
    require(database, "SELECT count(*) FROM w_main.f_b_rows WHERE name LIKE '" + mark + "%'", rows);
    require(database, "SELECT count(*) FROM w_main.rule_run WHERE state = 'done'", expected);
    require(database, "SELECT count(DISTINCT record_id) FROM w_main.rule_run", expected);
    require(database, "SELECT count(*) FROM w_main.task WHERE form = 'b_rows'", expected);
    return rows / took;
  }

  private String upload(String mark) throws IOException, InterruptedException {
    StringBuilder csv = new StringBuilder("name,number\n");
    for (int i = 0; i < rows; i++) {
      csv.append(mark).append(i).append(',').append(i).append('\n');
    }
    String body =
        "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"rows.csv\"\r\nContent-Type: text/csv\r\n\r\n"
            + csv
            + "\r\n--xx--\r\n";
    URI address = URI.create("http://localhost:" + server.port() + "/api/imports/files");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address)
                  .timeout(Duration.ofMinutes(2))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "multipart/form-data; boundary=xx")
                  .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 201) {
        throw new IOException(answer.body());
      }
      return JSON.readTree(answer.body()).path("id").asString();
    }
  }

  private JsonNode state(String job) throws IOException {
    try (HttpConnection connection = new HttpConnection(server.port(), token)) {
      return JSON.readTree(connection.get("/api/imports/" + job).expect(200));
    }
  }

  private static void require(Statement database, String sql, long expected)
      throws SQLException, IOException {
    long found = single(database, sql);
    if (found != expected) {
      throw new IOException(sql + " gave " + found + " instead of " + expected);
    }
  }

  private static long single(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
