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
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(
                    URI.create("http://localhost:" + port + "/api/forms/customers/records"))
                .header("Authorization", "Bearer " + builder)
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"values\": {\"name\": \"东莞华强\", \"region\": \"south\"}}"))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
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
  void isForThoseSignedIn() throws Exception {
    try (EventReader page = reader("nobody")) {
      assertThat(page.status()).isEqualTo(401);
    }
  }
}
