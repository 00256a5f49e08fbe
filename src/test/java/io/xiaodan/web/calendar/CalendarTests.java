package io.xiaodan.web.calendar;

import static io.xiaodan.support.Company.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.HolidayCalendar;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Sessions;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The company's calendar comes in as a file or day by day, and formulas count by it at once. */
@ServerTest
class CalendarTests {

  @LocalServerPort private int port;
  @Autowired private Sessions sessions;
  @Autowired private People people;

  private Browser administrator;

  @BeforeEach
  void anAdministrator() {
    administrator =
        new Browser(port)
            .with("Accept-Language", "en")
            .bearer(sessions.openToken("administrator").token());
  }

  @AfterEach
  void anEmptyCalendar() {
    for (JsonNode day : ok(200, administrator.get("/api/calendar")).path("items")) {
      ok(204, administrator.delete("/api/calendar/" + day.path("date").asString()));
    }
    assertThat(HolidayCalendar.installed()).isEqualTo(HolidayCalendar.NONE);
  }

  private Browser.Answer upload(String path, String text) {
    return administrator.upload(
        "/api/calendar" + path, "days.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean works(String date) {
    return Environment.of(Instant.EPOCH, ZoneOffset.UTC)
        .holidays()
        .isWorkingDay(LocalDate.parse(date));
  }

  private static List<String> becomes(JsonNode review) {
    return review
        .path("rows")
        .valueStream()
        .map(row -> row.path("becomes").asString())
        .distinct()
        .toList();
  }

  @Test
  void takesTheSampleThatItGivesAndCountsByItAtOnce() {
    String sample = administrator.get("/api/calendar/sample").text();
    assertThat(becomes(ok(200, upload("/preview", sample)))).containsExactly("new");
    assertThat(works("2026-10-01")).as("a preview takes nothing").isTrue();
    ok(200, upload("", sample));
    assertThat(works("2026-10-01")).isFalse();
    assertThat(works("2026-10-10")).isTrue();
    assertThat(becomes(ok(200, upload("/preview", sample)))).containsExactly("same");
  }

  @Test
  void takesNothingOfAFileInWhichARowIsWrongAndSaysWhichAndWhy() {
    String file =
        """
        日期,类型,名称
        2098/1/1,放假,元旦
        2098-02-30,放假,春节
        2098年1月2日,上班,元旦
        20980103,也许,元旦
        2098.1.1,放假,元旦
        """;
    JsonNode review = ok(200, upload("/preview", file));
    assertThat(review.path("rows").valueStream().map(row -> row.path("becomes").asString()))
        .containsExactly("new", "refused", "refused", "refused", "refused");
    JsonNode problem = ok(422, upload("", file));
    assertThat(
            problem.path("violations").valueStream().map(each -> each.path("message").asString()))
        .containsExactly(
            "\"2098-02-30\" is not a date that can be read; write it as 2026-02-16",
            "2098-01-02 is a Monday to Friday and a working day anyway; only weekend days can be"
                + " \"work\"",
            "\"也许\" is neither \"off\" nor \"work\"",
            "Row 2 names this day already");
    assertThat(ok(200, administrator.get("/api/calendar")).path("items")).isEmpty();
  }

  @Test
  void replacesTheDaysOfItsYearsOnlyWhereThatIsAskedFor() {
    ok(204, administrator.json("PUT", "/api/calendar/2098-05-01", "{\"kind\": \"off\"}"));
    ok(204, administrator.json("PUT", "/api/calendar/2097-05-01", "{\"kind\": \"off\"}"));
    String file = "date,kind,name\n2098-05-02,off,\n";
    assertThat(ok(200, upload("/preview", file)).at("/leaving/0/date").asString())
        .isEqualTo("2098-05-01");
    ok(200, upload("", file));
    assertThat(works("2098-05-01")).isFalse();
    ok(200, upload("?replaces=true", file));
    assertThat(works("2098-05-01")).isTrue();
    assertThat(works("2097-05-01")).as("another year stays").isFalse();
  }

  @Test
  void isReadByEverybodyAndKeptByAdministrators() {
    Browser clerk = new Company(port, people).person("warehouse");
    ok(200, clerk.get("/api/calendar"));
    ok(403, clerk.json("PUT", "/api/calendar/2098-05-01", "{\"kind\": \"off\"}"));
    ok(403, clerk.delete("/api/calendar/2098-05-01"));
  }
}
