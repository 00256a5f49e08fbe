package io.xiaodan.flow;

import static io.xiaodan.flow.FlowHall.ask;
import static io.xiaodan.flow.FlowHall.people;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The to-do centre: what is listed, in which order, and found by which words. */
@ServerTest
class TaskListTests {

  @LocalServerPort private int port;
  @Autowired private People people;

  private static List<String> titles(Browser by, String path) {
    return ok(200, by.get(path))
        .path("items")
        .valueStream()
        .map(item -> item.path("record").path("title").asString())
        .toList();
  }

  @Test
  void tasksAreFilteredSearchedAndOrderedByUrgencyAndLimit() {
    FlowHall hall = new FlowHall(port, people);
    Browser starter = hall.member("发起人");
    Browser first = hall.member("甲");
    hall.flow(
        "\"priority\": {\"urgent\": \"amount >= 900\", \"high\": \"amount >= 500\"},",
        """
        {"key": "a", "type": "condition", "branches": [{"key": "soon", "when": "amount >= 500", "next": "b"}], "else": "c"},
        %s, %s
        """
            .formatted(
                ask(
                    "b",
                    people(first),
                    "\"limit\": {\"after\": 0, \"steps\": [{\"at\": 60, \"do\": \"remind\"}]},",
                    "end"),
                ask(
                    "c",
                    people(first),
                    "\"limit\": {\"after\": 100000, \"steps\": [{\"at\": 0, \"do\": \"remind\"}]},",
                    "end")));
    List<String> names = new ArrayList<>();
    for (int amount : List.of(100, 950, 600)) {
      JsonNode made =
          Company.create(starter, hall.form, Map.of("name", "采购 " + amount, "amount", amount));
      names.add(made.path("title").asString());
    }
    String all = "/api/tasks?form=" + hall.form;
    assertThat(titles(first, all)).containsExactly("采购 600", "采购 950", "采购 100");
    assertThat(titles(first, all + "&sort=oldest")).containsExactly("采购 100", "采购 950", "采购 600");
    assertThat(titles(first, all + "&sort=priority")).containsExactly("采购 950", "采购 600", "采购 100");
    assertThat(titles(first, all + "&sort=due")).containsExactly("采购 950", "采购 600", "采购 100");
    assertThat(titles(first, all + "&priority=urgent")).containsExactly("采购 950");
    assertThat(titles(first, all + "&priority=high")).containsExactly("采购 600", "采购 950");
    assertThat(titles(first, all + "&due=overdue")).containsExactly("采购 600", "采购 950");
    assertThat(titles(first, all + "&kind=handle")).isEmpty();
    assertThat(titles(first, all + "&kind=approve")).hasSize(3);
    assertThat(titles(first, all + "&" + query("search", "采购 95").substring(1)))
        .containsExactly("采购 950");
    assertThat(titles(starter, "/api/flows/started?" + query("search", "采购 1").substring(1)))
        .containsExactly("采购 100");
    assertThat(titles(starter, "/api/flows/started?state=finished&form=" + hall.form)).isEmpty();
    assertThat(first.get(all + "&sort=loudest").status()).isEqualTo(400);

    for (String sort : List.of("newest", "oldest", "due", "priority")) {
      List<String> paged = new ArrayList<>();
      String after = "";
      do {
        JsonNode page = ok(200, first.get(all + "&limit=1&sort=" + sort + after));
        page.path("items").forEach(item -> paged.add(item.path("id").asString()));
        after = page.path("next").isNull() ? "" : "&after=" + page.path("next").asString();
      } while (!after.isEmpty());
      assertThat(paged).as("page by page, %s", sort).hasSize(3).doesNotHaveDuplicates();
    }
  }

  @Test
  void filesLaidBesideAnOpinionAreReadByWhoSeesTheRecord() throws Exception {
    FlowHall hall = new FlowHall(port, people);
    Browser starter = hall.member("发起人");
    Browser first = hall.member("甲");
    hall.flow("", ask("a", people(first), "", "end"));
    String record = hall.start(starter, 1);
    String file =
        Company.id(
            ok(
                201,
                first.upload(
                    "/api/attachments",
                    "合同.txt",
                    "约定".getBytes(java.nio.charset.StandardCharsets.UTF_8))));
    assertThat(starter.get("/api/attachments/" + file).status())
        .as("before it is laid anywhere")
        .isEqualTo(404);
    ok(
        200,
        hall.decide(first, record, "approve", Map.of("comment", "见附件", "files", List.of(file))));
    assertThat(starter.get("/api/attachments/" + file).status()).isEqualTo(200);
    assertThat(hall.flow(record).path("trail").get(1).path("files").get(0).path("name").asString())
        .isEqualTo("合同.txt");
    Browser stranger = hall.company.named("路人", "warehouse");
    assertThat(stranger.get("/api/attachments/" + file).status()).isEqualTo(404);
  }
}
