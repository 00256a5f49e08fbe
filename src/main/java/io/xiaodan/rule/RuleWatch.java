package io.xiaodan.rule;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Role;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.notification.NewNotice;
import io.xiaodan.notification.Notices;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.Workspace;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Tells the administrators when a rule keeps failing: when so many of its runs have failed within
 * an hour and none has gone well since. About one rule they are told once a day.
 */
@Component
class RuleWatch {

  private static final int SO_MANY = 3;
  private static final Duration WITHIN = Duration.ofHours(1);

  private final JdbcTemplate database;
  private final Blueprints blueprints;
  private final People people;
  private final Notices notices;
  private final Messages messages;
  private final Workspace workspace;
  private final Clock clock;

  RuleWatch(
      JdbcTemplate database,
      Blueprints blueprints,
      People people,
      Notices notices,
      Messages messages,
      Workspace workspace,
      Clock clock,
      Jobs jobs,
      RuleSettings settings) {
    this.database = database;
    this.blueprints = blueprints;
    this.people = people;
    this.notices = notices;
    this.messages = messages;
    this.workspace = workspace;
    this.clock = clock;
    jobs.repeat("rule.watch", settings.clock(), this::look);
  }

  private record Failing(String rule, long count) {}

  /** Looks once at what failed lately. */
  void look() {
    Instant now = clock.instant();
    List<Failing> failing =
        database.query(
            "SELECT f.rule, count(*) AS n FROM %1$s f WHERE f.state = 'failed' AND f.finished_at > ? AND NOT EXISTS (SELECT FROM %1$s d WHERE d.rule = f.rule AND d.id > f.id AND d.state = 'done') GROUP BY f.rule HAVING count(*) >= ?"
                .formatted(workspace.table("rule_run")),
            (row, number) -> new Failing(RunTables.text(row, "rule"), row.getLong("n")),
            RunTables.at(now.minus(WITHIN)),
            SO_MANY);
    LocalDate today = now.atZone(workspace.zone()).toLocalDate();
    for (Failing each : failing) {
      notices.give(
          people.byRole(Role.ADMINISTRATOR).stream()
              .map(person -> notice(each, person, today))
              .toList());
    }
  }

  private NewNotice notice(Failing failing, UUID person, LocalDate today) {
    Object label =
        blueprints
            .current()
            .find(Rule.TYPE, failing.rule())
            .<Object>map(Rule::label)
            .orElse(failing.rule());
    String name = "rule-watch/" + failing.rule() + "/" + today + "/" + person;
    Language language = notices.language(person);
    return NewNotice.leadingTo(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
        person,
        messages.text(Message.of("rule.keeps_failing", "rule", label), language),
        messages.text(Message.of("rule.keeps_failing_text", "count", failing.count()), language),
        "/runs?state=failed&rule=" + failing.rule());
  }
}
