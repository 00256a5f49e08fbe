package io.xiaodan.web.print;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Many records in one document: chosen ones, those of a filter, and a list. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrintJobTests {

  private static final Duration LONGEST = Duration.ofSeconds(120);

  @LocalServerPort private int port;
  @Autowired private People people;

  private final int number = Company.unique();
  private final String parcels = "parcels" + number;
  private final List<String> made = new ArrayList<>();
  private Browser builder;
  private Company company;

  @BeforeAll
  void build() {
    company = new Company(port, people);
    builder = company.person("builder");
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "包裹", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "zone", "type": "text"}, {"key": "price", "type": "money", "label": "价格"}],
          "list": {"columns": ["name"], "sort": "name"}}
        """
            .formatted(parcels));
    Company.publish(
        builder,
        """
        {"kind": "print", "key": "slip%d", "label": "面单", "form": "%s", "paper": {"size": "A5"}, "footer": {"right": "{page}/{pages}"},
          "body": [{"key": "t", "type": "title", "text": "{name}"}]}
        """
            .formatted(number, parcels));
    Company.publish(
        builder,
        """
        {"kind": "print", "key": "all%d", "label": "清单", "form": "%s", "list": true, "body": [
          {"key": "c", "type": "text", "text": "共 {count} 个"},
          {"key": "l", "type": "table", "numbered": true, "totals": true, "columns": [{"field": "name"}, {"field": "price", "total": true}]}]}
        """
            .formatted(number, parcels));
    Company.publish(
        builder,
        """
        {"kind": "role", "key": "porter%d", "label": "搬运", "forms": {"%s": {"view": {"formula": "zone = \\"east\\""}, "print": true, "fields": {"price": "hidden"}}}}
        """
            .formatted(number, parcels));
    for (int i = 0; i < 12; i++) {
      made.add(
          id(
              create(
                  builder,
                  parcels,
                  Map.of(
                      "name",
                      "包裹%02d号".formatted(i),
                      "zone",
                      i % 2 == 0 ? "east" : "west",
                      "price",
                      "10.25"))));
    }
  }

  private Paper print(Browser browser, Map<String, ?> request) {
    JsonNode job = ok(201, browser.post("/api/forms/" + parcels + "/prints", request));
    JsonNode over = over(browser, "/api/prints/" + job.path("id").asString());
    assertThat(over.path("state").asString()).as(over.toString()).isEqualTo("done");
    return Paper.of(browser.get("/api/prints/" + job.path("id").asString() + "/file"));
  }

  private static JsonNode over(Browser browser, String path) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    JsonNode now = browser.get(path).json();
    while (now.path("finishedAt").isNull()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not over: " + now);
      }
      try {
        new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      now = browser.get(path).json();
    }
    return now;
  }

  @Test
  void printsChosenRecordsInTheirOrderEachCountingItsOwnPages() {
    Paper paper =
        print(
            builder, Map.of("template", "slip" + number, "ids", List.of(made.get(3), made.get(0))));
    assertThat(paper.pages()).hasSize(2);
    assertThat(paper.pages().get(0)).contains("包裹03号", "1/1");
    assertThat(paper.pages().get(1)).contains("包裹00号", "1/1");
  }

  @Test
  void printsWhatAFilterFindsAsFarAsThePersonSeesIt() {
    Paper all = print(builder, Map.of("template", "slip" + number, "filter", "zone = \"west\""));
    assertThat(all.pages()).hasSize(6);
    Browser porter = company.person("porter" + number);
    assertThat(print(porter, Map.of("template", "slip" + number)).pages()).hasSize(6);
    Answer blind =
        porter.post(
            "/api/forms/" + parcels + "/prints",
            Map.of("template", "slip" + number, "filter", "price > 1"));
    assertThat(blind.status()).isEqualTo(400);
  }

  @Test
  void printsAListWithItsSumAndWithoutHiddenColumns() {
    Paper all = print(builder, Map.of("template", "all" + number, "sort", "-name"));
    assertThat(all.text()).contains("共12个", "价格", "123.00");
    assertThat(all.text().indexOf("包裹11号")).isLessThan(all.text().indexOf("包裹02号"));
    Paper some = print(company.person("porter" + number), Map.of("template", "all" + number));
    assertThat(some.text()).contains("共6个", "包裹10号").doesNotContain("价格", "10.25", "包裹11号");
    Paper chosen =
        print(
            builder, Map.of("template", "all" + number, "ids", List.of(made.get(7), made.get(2))));
    assertThat(chosen.text()).contains("共2个", "20.50");
    assertThat(chosen.text().indexOf("包裹07号")).isLessThan(chosen.text().indexOf("包裹02号"));
  }

  @Test
  void endsWithAReasonWhenARecordIsOutOfReach() {
    Browser porter = company.person("porter" + number);
    JsonNode job =
        ok(
            201,
            porter.post(
                "/api/forms/" + parcels + "/prints",
                Map.of("template", "slip" + number, "ids", List.of(made.get(1)))));
    String path = "/api/prints/" + job.path("id").asString();
    JsonNode over = over(porter, path);
    assertThat(over.path("state").asString()).isEqualTo("failed");
    assertThat(over.path("problem").asString()).isNotBlank();
    assertThat(porter.get(path + "/file").status()).isEqualTo(404);
  }

  @Test
  void givesADocumentToNobodyElse() {
    JsonNode job =
        ok(
            201,
            builder.post(
                "/api/forms/" + parcels + "/prints",
                Map.of("template", "slip" + number, "ids", List.of(made.get(1)))));
    String path = "/api/prints/" + job.path("id").asString();
    over(builder, path);
    Browser other = company.person("builder");
    for (Answer answer :
        List.of(other.get(path), other.get(path + "/file"), other.post(path + "/cancel", ""))) {
      assertThat(answer.status()).isEqualTo(404);
    }
    assertThat(other.get("/api/prints").json().path("items").size()).isZero();
    assertThat(builder.get(path + "/file").status()).isEqualTo(200);
  }

  @Test
  void refusesWhatItCannotReadOrIsTooMuch() {
    String path = "/api/forms/" + parcels + "/prints";
    assertThat(builder.post(path, Map.of()).status()).isEqualTo(422);
    assertThat(builder.post(path, Map.of("template", "slip" + number, "ids", "x")).status())
        .isEqualTo(422);
    assertThat(
            builder
                .post(path, Map.of("template", "slip" + number, "filter", "name = \"none\""))
                .json()
                .path("code")
                .asString())
        .isEqualTo("print.nothing");
    List<String> many = java.util.Collections.nCopies(501, made.getFirst());
    Answer answer = builder.post(path, Map.of("template", "slip" + number, "ids", many));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(company.person("sales").post(path, Map.of("template", "slip" + number)).status())
        .isEqualTo(404);
  }
}
