package io.xiaodan.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xiaodan.platform.database.DatabaseAddress;
import io.xiaodan.support.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** News within a node and between nodes, over a real database. */
class FeedTests {

  private final TestDatabase database = TestDatabase.fresh();
  private final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
  private final List<Node> nodes = new ArrayList<>();
  private final Node here = new Node();
  private final Node there = new Node();

  @AfterEach
  void stopNodes() {
    nodes.forEach(Node::stop);
  }

  @Test
  void tellsThisNodeAtOnceAndTheOtherSoonEachOnce() {
    here.feed.publish("records/orders", "{\"id\":1}");
    await().until(() -> here.heard.size() == 1);
    await().until(() -> there.heard.size() == 1);
    assertThat(there.heard).containsExactly(new FeedMessage("records/orders", "{\"id\":1}"));
    there.feed.publish("records/orders", "{\"id\":2}");
    await().until(() -> here.heard.size() == 2);
    assertThat(there.heard).hasSize(2);
  }

  @Test
  void tellsNothingBeforeTheCommitAndNothingAfterARollback() {
    TransactionTemplate transaction =
        new TransactionTemplate(
            new DataSourceTransactionManager(Objects.requireNonNull(jdbc.getDataSource())));
    transaction.executeWithoutResult(status -> {
      here.feed.publish("records/orders", "1");
      status.setRollbackOnly();
    });
    transaction.executeWithoutResult(status -> here.feed.publish("records/orders", "2"));
    await().until(() -> there.heard.size() == 1);
    assertThat(there.heard.getFirst().payload()).isEqualTo("2");
    assertThat(here.heard).hasSize(1);
  }

  @Test
  void tellsWhatIsPublishedByWhatRunsAfterACommit() {
    TransactionTemplate transaction =
        new TransactionTemplate(
            new DataSourceTransactionManager(Objects.requireNonNull(jdbc.getDataSource())));
    transaction.executeWithoutResult(status ->
        TransactionSynchronizationManager.registerSynchronization(
            new TransactionSynchronization() {
              @Override
              public void afterCommit() {
                here.feed.publish("records/orders", "1");
              }
            }));
    await().until(() -> here.heard.size() == 1);
  }

  @Test
  void tellsOnlyThoseWhoListenToTheTopic() {
    List<FeedMessage> boards = new CopyOnWriteArrayList<>();
    Feed.Subscription subscription = here.feed.subscribe("boards/", boards::add);
    here.feed.publish("records/orders", "1");
    here.feed.publish("boards/sales", "2");
    await().until(() -> here.heard.size() == 2);
    assertThat(boards).containsExactly(new FeedMessage("boards/sales", "2"));
    subscription.close();
    here.feed.publish("boards/sales", "3");
    await().until(() -> here.heard.size() == 3);
    assertThat(boards).hasSize(1);
  }

  @Test
  void aMessageTooLargeForANotificationBecomesReadAgain() {
    here.feed.publish("records/orders", "\"" + "单".repeat(3_000) + "\"");
    await().until(() -> there.heard.size() == 1);
    assertThat(there.heard.getFirst()).isEqualTo(new FeedMessage("records/orders", null));
  }

  @Test
  void aFloodBecomesReadAgainInFewNotifications() {
    for (int i = 0; i < 9_000; i++) {
      here.feed.publish("records/orders", "{\"id\":\"" + "x".repeat(30) + i + "\"}");
    }
    await().until(() -> there.heard.stream().anyMatch(FeedMessage::rereadAll));
    await().until(() -> here.heard.size() == 9_000);
  }

  @Test
  void afterABrokenConnectionEverybodyReadsAgain() {
    jdbc.queryForList(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> there.heard.stream().anyMatch(FeedMessage::rereadAll));
    there.heard.clear();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> {
          here.feed.publish("records/orders", "after");
          return there.heard.contains(new FeedMessage("records/orders", "after"));
        });
  }

  @Test
  void aSubscriberThatFailsDoesNotHarmTheOthers() {
    here.feed.subscribe(
        "",
        message -> {
          throw new IllegalStateException("on purpose");
        });
    List<FeedMessage> after = new CopyOnWriteArrayList<>();
    here.feed.subscribe("", after::add);
    here.feed.publish("a", "1");
    here.feed.publish("a", "2");
    await().until(() -> after.size() == 2);
  }

  /** One application's share of the feed. */
  private final class Node {
    final List<FeedMessage> heard = new CopyOnWriteArrayList<>();
    final FeedRelay relay;
    final Feed feed;

    Node() {
      nodes.add(this);
      relay =
          new FeedRelay(
              jdbc,
              new DatabaseAddress(database.url(), database.user(), database.password()),
              new FeedWire(JsonMapper.builder().build(), new Ids()));
      feed = new Feed(relay);
      feed.subscribe("", heard::add);
      relay.start();
      await().until(() -> listeners() == nodes.size());
    }

    void stop() {
      relay.stop();
      feed.destroy();
    }
  }

  private int listeners() {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()",
            Integer.class));
  }
}
