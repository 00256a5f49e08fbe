package io.xiaodan.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.xiaodan.support.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Background work on a real database, with as many nodes as a case needs. */
class JobsTests {

  private static final RetryPolicy QUICK =
      new RetryPolicy(3, Duration.ofMillis(20), Duration.ofMillis(50));

  private final TestDatabase database = TestDatabase.fresh();
  private final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
  private final List<Node> nodes = new ArrayList<>();

  record Errand(String what, int times) {}

  @AfterEach
  void stopNodes() {
    nodes.forEach(node -> node.workers.stop());
  }

  @Test
  void carriesOutWhatWasAskedFor() {
    List<Errand> done = new CopyOnWriteArrayList<>();
    Node node = new Node();
    JobType<Errand> type =
        node.jobs.register(
            JobType.atLeastOnce("errand", Errand.class, QUICK, (errand, run) -> done.add(errand)));
    node.start();
    node.jobs.schedule(order(type, "1", new Errand("买 😀", 2)));
    await().until(() -> done.equals(List.of(new Errand("买 😀", 2))));
    await().until(() -> waiting() == 0);
  }

  @Test
  void startsWithinAMomentOfTheCommitAndNotBefore() {
    List<Errand> done = new CopyOnWriteArrayList<>();
    Node node = new Node();
    JobType<Errand> type =
        node.jobs.register(
            JobType.atLeastOnce("errand", Errand.class, QUICK, (errand, run) -> done.add(errand)));
    node.start();
    node.transaction.executeWithoutResult(status -> {
      node.jobs.schedule(order(type, "1", new Errand("a", 1)));
      node.jobs.wake();
      assertThat(done).isEmpty();
    });
    await().until(() -> done.size() == 1);
  }

  @Test
  void goesOnAfterAPauseOfTheApplication() {
    Node node = new Node();
    try (GenericApplicationContext context = new GenericApplicationContext()) {
      context.registerBean(JobWorkers.class, () -> node.workers);
      context.refresh();
      assertThat(node.workers.isRunning()).as("before the application is ready").isFalse();
      node.workers.startWhenReady();
      context.pause();
      assertThat(node.workers.isRunning()).as("while it pauses").isFalse();
      context.restart();
      assertThat(node.workers.isRunning()).as("when it goes on").isTrue();
    }
  }

  @Test
  void forgetsWhatARolledBackTransactionAskedFor() {
    Node node = new Node();
    JobType<Errand> type =
        node.jobs.register(JobType.atLeastOnce("errand", Errand.class, QUICK, (errand, run) -> {}));
    node.transaction.executeWithoutResult(status -> {
      node.jobs.schedule(order(type, "1", new Errand("a", 1)));
      status.setRollbackOnly();
    });
    assertThat(waiting()).isZero();
  }

  @Test
  void askingTwiceForTheSameIsOneJob() {
    Node node = new Node();
    JobType<Errand> type =
        node.jobs.register(JobType.atLeastOnce("errand", Errand.class, QUICK, (errand, run) -> {}));
    node.jobs.schedule(order(type, "1", new Errand("a", 1)), order(type, "1", new Errand("b", 1)));
    node.jobs.schedule(order(type, "1", new Errand("c", 1)));
    assertThat(waiting()).isEqualTo(1);
    assertThat(node.jobs.cancel(type, "1")).isTrue();
    assertThat(node.jobs.cancel(type, "1")).isFalse();
  }

  @Test
  void standsInsideALargerStatementAndGoesDownWithIt() throws Exception {
    Node node = new Node();
    JobType<Errand> type =
        node.jobs.register(JobType.atLeastOnce("errand", Errand.class, QUICK, (errand, run) -> {}));
    SqlFragment one = node.jobs.insertFragment(List.of(order(type, "1", new Errand("a", 1))));
    SqlFragment none = node.jobs.insertFragment(List.of());
    assertThat(one.sql()).isEqualTo(none.sql());
    String statement =
        "WITH job AS (%s), other AS (SELECT xiaodan.expect(?, 1, 'stale')) SELECT * FROM other"
            .formatted(one.sql());
    try (Connection connection = database.connect();
        var prepared = connection.prepareStatement(statement)) {
      prepared.setObject(1, one.binds().getFirst());
      prepared.setLong(2, 0);
      assertThatThrownBy(prepared::execute).hasMessageContaining("stale");
      assertThat(waiting()).isZero();
      prepared.setLong(2, 1);
      prepared.execute();
      assertThat(waiting()).isEqualTo(1);
    }
  }

  @Test
  void triesAgainAndThenSucceeds() {
    List<Integer> attempts = new CopyOnWriteArrayList<>();
    Node node = new Node();
    JobType<Errand> type =
        node.jobs.register(
            JobType.atLeastOnce(
                "errand",
                Errand.class,
                QUICK,
                (errand, run) -> {
                  attempts.add(run.attempt());
                  if (run.attempt() < 3) {
                    throw new IOException("not yet");
                  }
                }));
    node.start();
    node.jobs.schedule(order(type, "1", new Errand("a", 1)));
    await().until(() -> attempts.equals(List.of(1, 2, 3)));
    await().until(() -> waiting() == 0);
    assertThat(node.jobs.dead(10)).isEmpty();
  }

  @Test
  void putsAsideWhatKeepsFailingAndRevivesIt() {
    AtomicInteger attempts = new AtomicInteger();
    List<DeadJob> told = new CopyOnWriteArrayList<>();
    Node node = new Node();
    JobType<Errand> type =
        node.jobs.register(
            JobType.atLeastOnce(
                    "errand",
                    Errand.class,
                    QUICK,
                    (errand, run) -> {
                      if (attempts.incrementAndGet() <= 3) {
                        throw new IOException("no answer");
                      }
                    })
                .onDeath(told::add));
    node.start();
    node.jobs.schedule(order(type, "1", new Errand("a", 1)));
    await().until(() -> told.size() == 1);
    assertThat(attempts).hasValue(3);
    await().until(() -> node.jobs.dead(10).size() == 1);
    DeadJob dead = node.jobs.dead(10).getFirst();
    assertThat(dead.error()).isEqualTo("IOException: no answer");
    assertThat(dead.payload()).isEqualTo("{\"what\":\"a\",\"times\":1}");
    assertThat(dead.attempts()).isEqualTo(3);
    assertThat(node.jobs.revive("errand", "1")).isTrue();
    await().until(() -> attempts.get() == 4 && waiting() == 0);
    assertThat(node.jobs.dead(10)).isEmpty();
  }

  @Test
  void doesEachJobOnceUnderTwoNodes() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    AtomicInteger runs = new AtomicInteger();
    jdbc.execute("CREATE TABLE made (id text)");
    List<JobType<Errand>> types = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Node node = new Node();
      types.add(
          node.jobs.register(
              JobType.exactlyOnce(
                  "errand",
                  Errand.class,
                  QUICK,
                  (errand, run) -> {
                    runs.incrementAndGet();
                    seen.add(run.id());
                    node.jdbc.update("INSERT INTO made VALUES (?)", run.id());
                  })));
      node.start();
    }
    JobOrder<?>[] orders =
        IntStream.range(0, 500)
            .mapToObj(i -> order(types.getFirst(), "job " + i, new Errand("a", i)))
            .toArray(JobOrder<?>[]::new);
    nodes.getFirst().jobs.schedule(orders);
    nodes.getLast().jobs.wake();
    await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 0);
    assertThat(jdbc.queryForObject("SELECT count(*) FROM made", Long.class)).isEqualTo(500);
    assertThat(seen).hasSize(500);
    assertThat(runs).hasValue(500);
  }

  @Test
  void undoesWhatAnExactlyOnceJobWroteBeforeItFailed() {
    jdbc.execute("CREATE TABLE made (id text)");
    Node node = new Node();
    JobType<Errand> type =
        node.jobs.register(
            JobType.exactlyOnce(
                "errand",
                Errand.class,
                QUICK,
                (errand, run) -> {
                  node.jdbc.update("INSERT INTO made VALUES (?)", run.id());
                  if (run.attempt() == 1) {
                    throw new IOException("in the middle");
                  }
                }));
    node.start();
    node.jobs.schedule(order(type, "1", new Errand("a", 1)));
    await().until(() -> waiting() == 0);
    assertThat(jdbc.queryForObject("SELECT count(*) FROM made", Long.class)).isEqualTo(1);
  }

  @Test
  void takesOverTheWorkOfANodeThatDied() {
    List<String> done = new CopyOnWriteArrayList<>();
    Node node = new Node();
    JobType<Errand> type =
        node.jobs.register(
            JobType.atLeastOnce(
                "errand", Errand.class, QUICK, (errand, run) -> done.add(run.id())));
    node.jobs.schedule(order(type, "1", new Errand("a", 1)));
    jdbc.update(
        """
        UPDATE xiaodan.scheduled_tasks SET picked = true, picked_by = 'a dead node',
          last_heartbeat = now() - interval '1 hour', version = version + 1\
        """);
    node.start();
    await().atMost(Duration.ofSeconds(15)).until(() -> done.equals(List.of("1")));
  }

  @Test
  void whatASilentNodeDidIsUndoneWhenAnotherTookItOver() throws Exception {
    jdbc.execute("CREATE TABLE made (id text)");
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch tried = new CountDownLatch(1);
    Node node = new Node();
    JobType<Errand> type =
        node.jobs.register(
            JobType.exactlyOnce(
                "errand",
                Errand.class,
                QUICK,
                (errand, run) -> {
                  node.jdbc.update("INSERT INTO made VALUES (?)", run.id());
                  taken.countDown();
                  goOn.await();
                  tried.countDown();
                }));
    node.start();
    node.jobs.schedule(order(type, "1", new Errand("a", 1)));
    taken.await();
    jdbc.update("UPDATE xiaodan.scheduled_tasks SET picked_by = 'other', version = version + 1");
    goOn.countDown();
    tried.await();
    node.workers.stop();
    assertThat(jdbc.queryForObject("SELECT count(*) FROM made", Long.class)).isZero();
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void repeatsOnOneNodeAtATime() {
    AtomicInteger ticks = new AtomicInteger();
    for (int i = 0; i < 2; i++) {
      Node node = new Node();
      node.jobs.repeat("tick", Duration.ofMillis(50), ticks::incrementAndGet);
      node.start();
    }
    await().until(() -> ticks.get() >= 3);
  }

  @Test
  void refusesATypeThatComesTooLateOrTwice() {
    Node node = new Node();
    node.jobs.repeat("tick", Duration.ofHours(1), () -> {});
    assertThatThrownBy(() -> node.jobs.repeat("tick", Duration.ofHours(1), () -> {}))
        .isInstanceOf(IllegalStateException.class);
    node.start();
    assertThatThrownBy(() -> node.jobs.repeat("tock", Duration.ofHours(1), () -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void waitsLongerEachTimeWithinTheLimit() {
    RetryPolicy policy = new RetryPolicy(10, Duration.ofSeconds(2), Duration.ofSeconds(60));
    assertThat(policy.waitAfter(1)).isBetween(Duration.ofMillis(1500), Duration.ofSeconds(2));
    assertThat(policy.waitAfter(3)).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(8));
    assertThat(policy.waitAfter(100)).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(60));
  }

  private static JobOrder<Errand> order(JobType<Errand> type, String id, Errand errand) {
    return new JobOrder<>(type, id, errand, Clock.systemUTC().instant());
  }

  private long waiting() {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "SELECT count(*) FROM xiaodan.scheduled_tasks WHERE task_name = 'errand'", Long.class));
  }

  /** One application's share: its own registry, its own workers, the common database. */
  private final class Node {
    final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
    final TransactionTemplate transaction =
        new TransactionTemplate(
            new DataSourceTransactionManager(Objects.requireNonNull(jdbc.getDataSource())));
    final Jobs jobs = new Jobs(jdbc, JsonMapper.builder().build());
    final JobPayloads payloads = new JobPayloads(JsonMapper.builder().build());
    final JobWorkers workers =
        new JobWorkers(
            jobs,
            new JobTasks(jdbc, transaction, Clock.systemUTC()),
            new JobBatches(jdbc, transaction, payloads, Clock.systemUTC()),
            payloads,
            Objects.requireNonNull(jdbc.getDataSource()),
            Clock.systemUTC(),
            new Ids(),
            new PlatformSettings.Workers(8, Duration.ofMillis(200), Duration.ofMillis(500)));

    Node() {
      nodes.add(this);
    }

    void start() {
      workers.start();
    }
  }
}
