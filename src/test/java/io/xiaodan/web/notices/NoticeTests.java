package io.xiaodan.web.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.xiaodan.identity.NewPerson;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Sessions;
import io.xiaodan.notification.DeliveryFilter;
import io.xiaodan.notification.LoggedMessage;
import io.xiaodan.notification.Messenger;
import io.xiaodan.notification.NewNotice;
import io.xiaodan.notification.NoticeKind;
import io.xiaodan.notification.Notices;
import io.xiaodan.notification.OutgoingMessage.Sms;
import io.xiaodan.platform.Feed;
import io.xiaodan.platform.Ids;
import io.xiaodan.support.Browser;
import io.xiaodan.support.ServerTest;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServerTest
class NoticeTests {

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private Sessions sessions;
  @Autowired private Notices notices;
  @Autowired private Messenger messenger;
  @Autowired private Feed feed;
  @Autowired private Ids ids;

  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:00");

  private UUID person;
  private Browser browser;

  @BeforeEach
  void somebodyWorksHere() {
    String login = "notices." + System.nanoTime();
    person =
        people.create(new NewPerson(login, "郑四", "a-good-password", null, null, Set.of())).id();
    browser = new Browser(port).signIn(login, "a-good-password");
  }

  @Test
  void showsSomebodysNoticesNewestFirstInStretches() {
    UUID record = ids.next();
    for (int i = 0; i < 5; i++) {
      notices.give(List.of(new NewNotice(ids.next(), person, "通知" + i, "正文", "orders", record)));
    }
    JsonNode first = browser.get("/api/notices?limit=3").json();
    assertThat(first.at("/items").findValuesAsString("title")).containsExactly("通知4", "通知3", "通知2");
    assertThat(first.at("/unread").asInt()).isEqualTo(5);
    assertThat(first.at("/items/0/recordId").asString()).isEqualTo(record.toString());
    assertThat(first.at("/items/0/read").asBoolean()).isFalse();
    JsonNode second =
        browser.get("/api/notices?limit=3&after=" + first.at("/next").asString()).json();
    assertThat(second.at("/items").findValuesAsString("title")).containsExactly("通知1", "通知0");
    assertThat(second.at("/next").isNull()).isTrue();
  }

  @Test
  void marksAsReadWhatWasSeenAndNobodyElses() {
    UUID mine = give(person);
    UUID rest = give(person);
    UUID other = people.create(new NewPerson("o" + mine, "他", null, null, null, Set.of())).id();
    UUID theirs = give(other);
    browser.post("/api/notices/read", Map.of("ids", List.of(mine, theirs)));
    assertThat(notices.unread(person)).isEqualTo(1);
    assertThat(notices.unread(other)).isEqualTo(1);
    browser.post("/api/notices/read", Map.of("all", true));
    assertThat(notices.unread(person)).isZero();
    assertThat(rest).isNotNull();
  }

  @Test
  void givesTheSameNoticeOnce() {
    NewNotice notice = new NewNotice(ids.next(), person, "一次", null, null, null);
    notices.give(List.of(notice));
    notices.give(List.of(notice));
    notices.give(List.of());
    assertThat(notices.unread(person)).isEqualTo(1);
  }

  @Test
  void tellsTheFeedWhoseNoticesChanged() throws InterruptedException {
    LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (var _ = feed.subscribe(Notices.TOPIC, message -> heard.add("" + message.payload()))) {
      give(person);
      assertThat(heard.poll(5, TimeUnit.SECONDS)).contains(person.toString());
    }
  }

  @Test
  void insertsManyNoticesWithOneUnchangingText() {
    List<NewNotice> many =
        IntStream.range(0, 3)
            .mapToObj(i -> new NewNotice(ids.next(), person, "'\"\\ 引号 " + i, null, null, null))
            .toList();
    assertThat(notices.insertFragment(many).sql())
        .isEqualTo(notices.insertFragment(List.of()).sql());
    notices.give(many);
    assertThat(browser.get("/api/notices").json().at("/items/0/title").asString())
        .startsWith("'\"\\ 引号");
  }

  @Test
  void showsAdministratorsWhatWasNotSentAndWhy() {
    messenger.send(new Sms("notice-tests/" + person, "13800138000", "您的订单已付款成功"));
    Browser administrator =
        new Browser(port)
            .bearer(sessions.openToken("administrator").token())
            .with("Accept-Language", "en");
    JsonNode deliveries = administrator.get("/api/deliveries?limit=100").json().at("/items");
    assertThat(deliveries.findValuesAsString("message"))
        .contains("Not sent: no text message provider is set up");
    assertThat(browser.get("/api/deliveries").status()).isEqualTo(403);
  }

  private UUID give(UUID to) {
    UUID id = ids.next();
    notices.give(List.of(new NewNotice(id, to, "通知", null, null, null)));
    return id;
  }

  @Test
  void carriesWhatSomebodyAskedForToTheirAddressesAndSaysWhatBecameOfIt()
      throws InterruptedException {
    String address = "copies" + System.nanoTime() + "@example.com";
    String login = "copies." + System.nanoTime();
    UUID reader =
        people.create(new NewPerson(login, "抄送", "a-good-password", address, null, Set.of())).id();
    Browser theirs = new Browser(port).signIn(login, "a-good-password");
    String wish =
        """
        {"ways": {"task": {"email": "digest"}, "mention": {"email": "now"}},
         "quiet": {"from": "%s", "until": "08:00", "daysOff": false}, "digest": "18:00", "language": "en"}
        """;
    assertThat(theirs.json("PUT", "/api/notices/preferences", wish.formatted("08:00")).status())
        .isEqualTo(422);
    String hour = OffsetDateTime.now(ZoneOffset.ofHours(8)).plusHours(3).format(HOUR);
    String kept = wish.formatted(hour).replace("08:00", hour.replace(":00", ":01"));
    assertThat(theirs.json("PUT", "/api/notices/preferences", kept).status()).isEqualTo(204);
    JsonNode read = theirs.get("/api/notices/preferences").json();
    assertThat(read.at("/ways/task/email").asString()).isEqualTo("digest");
    assertThat(read.at("/channels/email/address").asString()).isEqualTo(address);
    NewNotice rule = new NewNotice(ids.next(), reader, "规则", null, null, null);
    notices.give(
        List.of(
            rule,
            new NewNotice(ids.next(), reader, "待办", "正文", null, null).as(NoticeKind.TASK),
            new NewNotice(ids.next(), reader, "提到", "正文", null, null).as(NoticeKind.MENTION)));
    assertThat(notices.unread(reader)).as("the bell rings always").isEqualTo(3);
    List<LoggedMessage> logged = List.of();
    for (int i = 0; i < 300 && logged.size() < 2; i++) {
      Thread.sleep(50);
      logged = messenger.deliveries(new DeliveryFilter(null, null, address), null, 9).items();
    }
    assertThat(logged)
        .extracting(LoggedMessage::subject, LoggedMessage::state)
        .containsExactlyInAnyOrder(tuple("待办", "held"), tuple("提到", "not_sent"));
    assertThat(logged)
        .filteredOn(message -> message.state().equals("held"))
        .allSatisfy(message ->
            assertThat(Objects.requireNonNull(message.reason()).code()).isEqualTo("gathered"));
  }
}
