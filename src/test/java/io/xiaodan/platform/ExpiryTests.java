package io.xiaodan.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaodan.kernel.ProblemException;
import io.xiaodan.support.ServerTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What is removed because it is old: with the statements of all modules, on rows of 1999. */
@ServerTest
class ExpiryTests {

  private static final String OLD = "1999-12-31 23:00:00+00";

  @Autowired private JdbcTemplate database;
  @Autowired private Workspace workspace;
  @Autowired private ObjectProvider<Expiring> kinds;

  /** A clock of the year 2000, so that nothing of other tests is old. */
  private Expiry expiry(Map<String, Duration> keep, Instant now, ObjectProvider<Expiring> some) {
    return new Expiry(
        database,
        Clock.fixed(now, java.time.ZoneOffset.UTC),
        new KeepTimes(database, JsonMapper.shared(), new ExpirySettings(keep), some),
        some,
        new Jobs(database, JsonMapper.shared()));
  }

  private long count(String sql, Object... binds) {
    return Objects.requireNonNull(
        database.queryForObject("SELECT count(*) FROM " + sql, Long.class, binds));
  }

  @Test
  void removesWhatIsOldOfEveryKindAndWhatBelongsToIt() {
    UUID id = UUID.randomUUID();
    UUID open = UUID.randomUUID();
    String run =
        "INSERT INTO %s (id, rule, blueprint, event_id, form, record_id, matched_at, by, depth, state, finished_at, input) VALUES (?, 'expiry', 1, ?, 'x', ?, timestamptz '%s', ?, 1, ?, %s, '{}')";
    database.update(
        run.formatted(workspace.table("rule_run"), OLD, "timestamptz '" + OLD + "'"),
        id,
        id,
        id,
        id,
        "done");
    database.update(
        run.formatted(workspace.table("rule_run"), OLD, "NULL"), open, id, id, id, "running");
    String step =
        "INSERT INTO %s (run_id, step, action, after, state) VALUES (?, 's', 'notify', '{}', 'done')"
            .formatted(workspace.table("rule_step"));
    database.update(step, id);
    database.update(step, open);
    database.update(
        "INSERT INTO %s (id, person_id, at, title) SELECT gen_random_uuid(), ?, timestamptz '%s', 'old' FROM generate_series(1, 1201)"
            .formatted(workspace.table("notice"), OLD),
        id);
    database.update(
        "INSERT INTO %s (id, channel, recipient, body, state, attempts, idempotency_key, at) VALUES (?, 'email', 'a@b', 'x', 'sent', 1, ?, timestamptz '%s')"
            .formatted(workspace.table("outbound_message"), OLD),
        id,
        id.toString());
    database.update(
        "INSERT INTO %s (person_id, key, record_id, at) VALUES (?, 'k', ?, timestamptz '%s')"
            .formatted(workspace.table("idempotency"), OLD),
        id,
        id);
    Instant lastDay = Instant.parse("2000-01-15T00:00:00Z");
    expiry(Map.of(), lastDay, kinds).removeAll();
    assertThat(count(workspace.table("notice") + " WHERE person_id = ?", id)).isEqualTo(1201);
    expiry(Map.of("notices", Duration.ZERO), lastDay.plus(Duration.ofDays(900)), kinds).removeAll();
    assertThat(count(workspace.table("rule_run") + " WHERE id = ?", id)).isZero();
    assertThat(count(workspace.table("rule_step") + " WHERE run_id = ?", id)).isZero();
    assertThat(count(workspace.table("outbound_message") + " WHERE id = ?", id)).isZero();
    assertThat(count(workspace.table("idempotency") + " WHERE person_id = ?", id)).isZero();
    assertThat(count(workspace.table("notice") + " WHERE person_id = ?", id))
        .as("to be kept for good")
        .isEqualTo(1201);
    assertThat(count(workspace.table("rule_step") + " WHERE run_id = ?", open))
        .as("of a run that has not finished")
        .isEqualTo(1);
    expiry(Map.of("notices", Duration.ofDays(20)), lastDay.plus(Duration.ofDays(10)), kinds)
        .removeAll();
    assertThat(count(workspace.table("notice") + " WHERE person_id = ?", id)).isZero();
    database.update("DELETE FROM " + workspace.table("rule_step") + " WHERE run_id = ?", open);
    database.update("DELETE FROM " + workspace.table("rule_run") + " WHERE id = ?", open);
  }

  @Test
  void aKindThatFailsKeepsNoOtherFromBeingRemoved() {
    database.execute("CREATE TABLE expiry_test (at timestamptz)");
    database.update("INSERT INTO expiry_test VALUES (timestamptz '" + OLD + "')");
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    List.of(
            new Expiring("broken", Duration.ofDays(1), "SELECT nonsense(?, ?)"),
            Expiring.rows("tests", Duration.ofDays(1), "expiry_test", "at < ?"))
        .forEach(kind -> beans.addBean(kind.name(), kind));
    expiry(Map.of(), Instant.parse("2000-01-15T00:00:00Z"), beans.getBeanProvider(Expiring.class))
        .removeAll();
    assertThat(count("expiry_test")).isZero();
    database.execute("DROP TABLE expiry_test");
  }

  @Test
  void everyKindHasANameThatCanBeSet() {
    List<String> names = kinds.stream().map(Expiring::name).toList();
    assertThat(names)
        .contains("rules", "notices", "deliveries", "exports", "imports", "sheets", "idempotency")
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z]+"));
  }

  @Test
  void keepsAsLongAsAnAdministratorSaidAndNotLessForGood() {
    KeepTimes times =
        new KeepTimes(
            database,
            JsonMapper.shared(),
            new ExpirySettings(Map.of("notices", Duration.ofDays(7))),
            kinds);
    Expiring notices =
        kinds.stream().filter(kind -> kind.name().equals("notices")).findFirst().orElseThrow();
    try {
      assertThat(times.of(notices)).isEqualTo(Duration.ofDays(7));
      times.set("notices", 30);
      assertThat(times.of(notices)).isEqualTo(Duration.ofDays(30));
      assertThat(times.all())
          .contains(new KeepTimes.KeepTime("notices", 30, 7, true))
          .anyMatch(time -> time.name().equals("hookkeys") && !time.said());
      times.set("notices", 0);
      assertThat(times.of(notices).isPositive()).as("0 keeps for good").isFalse();
      assertThatThrownBy(() -> times.set("notices", -1)).isInstanceOf(ProblemException.class);
      assertThatThrownBy(() -> times.set("nothing", 1)).isInstanceOf(ProblemException.class);
    } finally {
      times.set("notices", null);
    }
    assertThat(times.of(notices)).isEqualTo(Duration.ofDays(7));
  }
}
