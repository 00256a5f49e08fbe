package io.xiaodan.web.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.Sessions;
import io.xiaodan.notification.Notices;
import io.xiaodan.platform.Feed;
import io.xiaodan.support.ServerTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServerTest
class LiveFeedTests {

  private static final Duration SOON = Duration.ofSeconds(2);

  @LocalServerPort private int port;
  @Autowired private Sessions sessions;
  @Autowired private Feed feed;
  @Autowired private Notices notices;
  @Autowired private NewsDesk desk;
  @Autowired private JsonMapper json;

  private final HttpClient http = HttpClient.newHttpClient();
  private String builder = "";

  @BeforeEach
  void signIn() {
    builder = sessions.openToken("administrator").token();
  }

  private EventReader reader(String token) throws Exception {
    return new EventReader(http, port, token);
  }

  private void makeCustomer() throws Exception {
    make(
        "/api/forms/customers/records",
        "{\"values\": {\"name\": \"东莞华强\", \"region\": \"south\"}}");
  }

  private JsonNode make(String path, String body) throws Exception {
    HttpResponse<String> answer =
        http.send(
            request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json.readTree(answer.body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .header("Authorization", "Bearer " + builder)
        .header("Content-Type", "application/json");
  }

  @Test
  void tellsOfACommitWithinTwoSeconds() throws Exception {
    try (EventReader page = reader(builder)) {
      makeCustomer();
      assertThat(page.await("change", SOON)).isEqualTo("change {\"forms\":[\"customers\"]}");
      assertThat(page.await("dashboard", SOON))
          .contains("war_room", "region")
          .doesNotContain("status");
    }
  }

  @Test
  void namesOnlyFormsThePersonMaySee() throws Exception {
    try (EventReader page = reader(sessions.openToken("sales").token())) {
      feed.publish("records/purchases", "\"created " + UUID.randomUUID() + "\"");
      feed.publish("records/products", "\"created " + UUID.randomUUID() + "\"");
      List<String> events = page.during(SOON);
      assertThat(events).anyMatch(event -> event.contains("products"));
      assertThat(events).noneMatch(event -> event.contains("purchases"));
    }
  }

  @Test
  void manyChangesBecomeFewEvents() throws Exception {
    try (EventReader page = reader(builder)) {
      for (int i = 0; i < 1_000; i++) {
        feed.publish("records/customers", "\"updated " + UUID.randomUUID() + "\"");
        Thread.sleep(Duration.ofMillis(1));
      }
      List<String> events = page.during(SOON);
      assertThat(events).filteredOn(event -> event.startsWith("change")).hasSizeBetween(2, 12);
      assertThat(events).filteredOn(event -> event.startsWith("dashboard")).hasSizeBetween(1, 4);
    }
  }

  @Test
  void tellsOnlyThoseConcernedOfTasksAndNotices() throws Exception {
    UUID sales =
        sessions.find(sessions.openToken("sales").token()).orElseThrow().inChinese().personId();
    try (EventReader clerk = reader(sessions.openToken("sales").token());
        EventReader keeper = reader(sessions.openToken("warehouse").token())) {
      feed.publish(
          "tasks", json.writeValueAsString(java.util.Map.of("who", Set.of("role:warehouse"))));
      notices.announce(Set.of(sales));
      assertThat(clerk.during(SOON)).containsExactly("notices {\"unread\":0}");
      assertThat(keeper.during(Duration.ZERO)).containsExactly("tasks {}");
    }
  }

  @Test
  void tellsToReadAgainWhatMayHaveBeenMissed() throws Exception {
    try (EventReader page = reader(builder)) {
      feed.publish("blueprint", "{\"version\":1}");
      assertThat(page.await("blueprint", SOON)).contains("version");
    }
  }

  @Test
  void aReaderWhoDoesNotReadHoldsUpNobody() throws Exception {
    List<EventReader> idle = new ArrayList<>();
    try (EventReader page = reader(builder)) {
      for (int i = 0; i < 20; i++) {
        idle.add(reader(builder));
      }
      IntStream.range(0, 50)
          .forEach(i -> feed.publish("records/customers", "\"updated " + UUID.randomUUID() + "\""));
      assertThat(page.await("change", SOON)).isNotNull();
    } finally {
      idle.forEach(EventReader::close);
    }
  }

  @Test
  void onePersonCannotTakeEveryPlace() throws Exception {
    List<EventReader> open = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        open.add(reader(sessions.openToken("finance").token()));
      }
      assertThat(open).allMatch(page -> page.status() == 200);
      try (EventReader tooMany = reader(sessions.openToken("finance").token())) {
        assertThat(tooMany.status()).isEqualTo(429);
      }
      try (EventReader other = reader(builder)) {
        assertThat(other.status()).isEqualTo(200);
      }
    } finally {
      open.forEach(EventReader::close);
    }
    assertThat(desk.open()).isPositive();
  }

  @Test
  void endsWithTheSession() throws Exception {
    String token = sessions.openToken("management").token();
    try (EventReader page = reader(token)) {
      sessions.signOut(token);
      feed.publish("records/customers", "\"updated " + UUID.randomUUID() + "\"");
      assertThat(page.during(SOON)).isEmpty();
    }
  }

  @Test
  void aBoardBehindALinkHearsOfItselfAloneUntilTheLinkIsTakenBack() throws Exception {
    String links = "/api/dashboards/war_room/links";
    JsonNode link = make(links, "{\"label\": \"大屏\", \"role\": \"management\"}");
    String path = link.path("path").asString().replace("/board/", "/api/public/dashboards/");
    HttpRequest open =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path + "/feed")).build();
    try (EventReader screen = new EventReader(http, open)) {
      assertThat(screen.status()).isEqualTo(200);
      makeCustomer();
      assertThat(screen.await("", SOON))
          .startsWith("dashboard {\"keys\":[\"war_room\"],\"widgets\":{\"war_room\":[");
      http.send(
          request(links + "/" + link.path("id").asString()).DELETE().build(),
          BodyHandlers.ofString());
      makeCustomer();
      assertThat(screen.during(SOON)).isEmpty();
    }
    try (EventReader late = new EventReader(http, open)) {
      assertThat(late.status()).isEqualTo(404);
    }
  }

  @Test
  void isForThoseSignedIn() throws Exception {
    try (EventReader page = reader("nobody")) {
      assertThat(page.status()).isEqualTo(401);
    }
  }
}
