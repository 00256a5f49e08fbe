package io.xiaodan.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xiaodan.support.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Small work that is done together, on a real database. */
class JobBatchesTests {

  private static final RetryPolicy QUICK =
      new RetryPolicy(3, Duration.ofMillis(20), Duration.ofMillis(50));

  private final TestDatabase database = TestDatabase.fresh();
  private final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
  private final TransactionTemplate transaction =
      new TransactionTemplate(
          new DataSourceTransactionManager(Objects.requireNonNull(jdbc.getDataSource())));
  private final Jobs jobs = new Jobs(jdbc, JsonMapper.shared());
  private final JobPayloads payloads = new JobPayloads(JsonMapper.builder().build());
  private final JobWorkers workers =
      new JobWorkers(
          jobs,
          new JobTasks(jdbc, transaction, Clock.systemUTC()),
          new JobBatches(jdbc, transaction, payloads, Clock.systemUTC()),
          payloads,
          Objects.requireNonNull(jdbc.getDataSource()),
          Clock.systemUTC(),
          new Ids(),
          new PlatformSettings.Workers(8, Duration.ofMillis(200), Duration.ofMillis(500)));

  record Errand(String what, int times) {}

  @BeforeEach
  void makeATable() {
    jdbc.execute("CREATE TABLE effect (what text)");
  }

  @AfterEach
  void stop() {
    workers.stop();
  }

  @Test
  void doesSmallWorkTogetherAndRemovesItInTheSameTransaction() {
    List<Integer> sizes = new CopyOnWriteArrayList<>();
    JobType<Errand> type =
        jobs.register(
            JobType.together(
                "errand",
                Errand.class,
                QUICK,
                (errand, run) -> sizes.add(1),
                errands -> {
                  sizes.add(errands.size());
                  errands.forEach(
                      errand -> jdbc.update("INSERT INTO effect VALUES (?)", errand.what()));
                }));
    jobs.schedule(
        IntStream.range(0, 600)
            .mapToObj(i -> order(type, "e" + i, new Errand("e" + i, 1)))
            .toArray(JobOrder[]::new));
    workers.start();
    await().until(() -> waiting() == 0);
    assertThat(sizes).containsExactly(256, 256, 88);
    assertThat(effects()).isEqualTo(600);
    jobs.schedule(order(type, "one more", new Errand("one more", 1)));
    await().until(() -> effects() == 601);
  }

  @Test
  void triesEachAloneWhenWorkFailsTogetherAndGivesUpOnlyTheCulprit() {
    Set<String> died = ConcurrentHashMap.newKeySet();
    JobHandler<Errand> one =
        (errand, run) -> {
          jdbc.update("INSERT INTO effect VALUES (?)", errand.what());
          if (errand.times() == 0) {
            throw new IllegalStateException("no");
          }
        };
    JobType<Errand> type =
        jobs.register(
            JobType.together(
                    "errand",
                    Errand.class,
                    QUICK,
                    one,
                    errands -> {
                      for (Errand errand : errands) {
                        try {
                          one.run(errand, new JobRun("", 1, Clock.systemUTC().instant()));
                        } catch (Exception e) {
                          throw new IllegalStateException(e);
                        }
                      }
                    })
                .onDeath(dead -> died.add(dead.id())));
    jobs.schedule(
        IntStream.range(0, 20)
            .mapToObj(i -> order(type, "e" + i, new Errand("e" + i, i == 13 ? 0 : 1)))
            .toArray(JobOrder[]::new));
    workers.start();
    await().until(() -> waiting() == 0);
    await().until(() -> died.equals(Set.of("e13")));
    assertThat(effects()).as("once each, and nothing of the one that failed").isEqualTo(19);
  }

  @Test
  void smallWorkThatIsNotDueYetIsLeftAlone() {
    List<Errand> done = new CopyOnWriteArrayList<>();
    JobType<Errand> type =
        jobs.register(
            JobType.together(
                "errand", Errand.class, QUICK, (errand, run) -> done.add(errand), done::addAll));
    JobType<Errand> other =
        jobs.register(
            JobType.together(
                "other", Errand.class, QUICK, (errand, run) -> done.add(errand), done::addAll));
    jobs.schedule(
        new JobOrder<>(
            type, "1", new Errand("later", 1), Clock.systemUTC().instant().plusSeconds(600)));
    workers.start();
    jobs.schedule(order(other, "2", new Errand("now", 1)));
    await().until(() -> done.size() == 1);
    assertThat(done).containsExactly(new Errand("now", 1));
    assertThat(waiting()).isEqualTo(1);
  }

  private long effects() {
    return Objects.requireNonNull(jdbc.queryForObject("SELECT count(*) FROM effect", Long.class));
  }

  private static JobOrder<Errand> order(JobType<Errand> type, String id, Errand errand) {
    return new JobOrder<>(type, id, errand, Clock.systemUTC().instant());
  }

  private long waiting() {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "SELECT count(*) FROM xiaodan.scheduled_tasks WHERE task_name = 'errand'", Long.class));
  }
}
