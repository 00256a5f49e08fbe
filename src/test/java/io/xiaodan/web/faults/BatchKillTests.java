package io.xiaodan.web.faults;

import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The application is killed in the middle of a change of many records. */
@Tag("faults")
class BatchKillTests {

  private static final int RECORDS = 240;

  @TempDir private Path data;

  @Test
  void aJobGoesOnAfterTheKillAndChangesNoRecordTwice() throws Exception {
    ServerProcess server = ServerProcess.start(data);
    try {
      Browser boss = server.signIn();
      cards(boss);
      String job =
          "/api/batches/"
              + id(
                  ok(
                      201,
                      boss.post(
                          "/api/forms/stock_cards/batches",
                          Map.of(
                              "kind", "edit", "values", Map.of("n", Map.of("formula", "n + 1"))))));
      int before =
          await()
              .atMost(Duration.ofSeconds(60))
              .pollInterval(Duration.ofMillis(5))
              .until(() -> done(boss, job), done -> done > 0);
      server.process().destroyForcibly().waitFor();
      assertThat(before).as("killed in the middle").isLessThan(RECORDS);

      server = ServerProcess.start(data);
      Browser again = server.signIn();
      await()
          .atMost(Duration.ofSeconds(180))
          .until(() -> !again.get(job).json().path("finishedAt").isNull());
      JsonNode over = ok(200, again.get(job));
      assertThat(over.path("state").asString()).isEqualTo("done");
      assertThat(over.path("outcomes").path("changed").asInt()).isEqualTo(RECORDS);
      changedOnce(again);
    } finally {
      server.close();
    }
  }

  /** Every record says by its name what it held at first. */
  private static void cards(Browser boss) throws Exception {
    Company.publish(
        boss,
        """
        {"kind": "form", "key": "stock_cards", "label": "卡片", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "n", "type": "number", "scale": 0}]}
        """);
    try (ExecutorService together = Executors.newFixedThreadPool(8)) {
      List<Callable<JsonNode>> all = new ArrayList<>();
      for (int i = 0; i < RECORDS; i++) {
        Map<String, Object> values = Map.of("name", "c" + i, "n", i);
        all.add(() -> Company.create(boss, "stock_cards", values));
      }
      for (Future<JsonNode> made : together.invokeAll(all)) {
        made.get();
      }
    }
  }

  private static void changedOnce(Browser again) {
    int checked = 0;
    String after = "";
    while (checked < RECORDS) {
      JsonNode page =
          ok(
              200,
              again.get(
                  records("stock_cards")
                      + Company.query("limit", 500, "after", after.isEmpty() ? null : after)));
      for (JsonNode item : page.path("items")) {
        int was = Integer.parseInt(Company.value(item, "name").substring(1));
        assertThat(Company.value(item, "n")).isEqualTo(Integer.toString(was + 1));
        assertThat(item.path("rev").asInt()).isEqualTo(2);
        checked++;
      }
      after = page.path("next").asString("");
    }
  }

  private static int done(Browser browser, String job) {
    return browser.get(job).json().path("done").asInt();
  }
}
