package io.xiaodan.rule;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.expression.HolidayCalendar;
import io.xiaodan.identity.Actor;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.RecordRounds;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sets off the rules that wait for a time, for every record that is concerned. How far it has come
 * is written in the transaction that starts the runs, so each occurrence counts once, on however
 * many nodes; what was missed while nothing ran is made up for in one round.
 */
@Component
class RuleClock {

  private static final Logger log = LoggerFactory.getLogger(RuleClock.class);
  private static final int LOT = 100;

  private final Blueprints blueprints;
  private final RecordRounds rounds;
  private final RunStarter starter;
  private final JdbcTemplate database;
  private final TransactionTemplate transaction;
  private final Workspace workspace;
  private final Clock clock;
  private final String table;

  RuleClock(
      Blueprints blueprints,
      RecordRounds rounds,
      RunStarter starter,
      Jobs jobs,
      JdbcTemplate database,
      TransactionTemplate transaction,
      Workspace workspace,
      Clock clock,
      RuleSettings settings) {
    this.blueprints = blueprints;
    this.rounds = rounds;
    this.starter = starter;
    this.database = database;
    this.transaction = transaction;
    this.workspace = workspace;
    this.clock = clock;
    this.table = workspace.table("rule_clock");
    jobs.repeat("rule.clock", settings.clock(), this::tick);
  }

  /** How far a rule is. */
  private record Progress(Instant until, @Nullable Instant roundEnd, @Nullable UUID after) {}

  /** Looks once at every rule that waits for a time. */
  void tick() {
    Blueprint blueprint = blueprints.current();
    List<Rule> timed =
        blueprint.all(Rule.TYPE).values().stream()
            .filter(rule -> rule.trigger().timing() != null)
            .toList();
    database.update(
        "DELETE FROM " + table + " WHERE rule <> ALL (?)",
        (Object) timed.stream().map(Rule::key).toArray(String[]::new));
    for (Rule rule : timed) {
      try {
        while (advance(blueprint, rule, Objects.requireNonNull(rule.trigger().timing()))) {
          log.debug("rule={} round goes on", rule.key());
        }
      } catch (RuntimeException e) {
        log.error("rule={} could not be set off by its time", rule.key(), e);
      }
    }
  }

  /** One lot of a round; whether there is more to do at once. */
  private boolean advance(Blueprint blueprint, Rule rule, Timing timing) {
    return Boolean.TRUE.equals(
        transaction.execute(_ -> {
          Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
          Progress progress = progress(rule.key(), now);
          Instant end = Objects.requireNonNullElse(progress.roundEnd(), now);
          Optional<Timing.Due> due =
              rule.enabled() && end.isAfter(progress.until())
                  ? timing.due(progress.until(), end, workspace.zone(), HolidayCalendar.installed())
                  : Optional.empty();
          if (due.isEmpty()) {
            write(rule.key(), new Progress(later(end, progress.until()), null, null));
            return false;
          }
          if (rule.isTogether()) {
            starter.start(blueprint, rule, List.of(ManyRecords.none(rule, now)), Actor.SYSTEM);
            write(rule.key(), new Progress(end, null, null));
            return false;
          }
          RecordRounds.Stretch stretch =
              rounds.next(
                  blueprint, rule.form(), rule.when(), due.get().span(), progress.after(), LOT);
          starter.start(blueprint, rule, stretch.records(), Actor.SYSTEM);
          UUID last = stretch.last();
          write(
              rule.key(),
              last == null
                  ? new Progress(end, null, null)
                  : new Progress(progress.until(), end, last));
          return last != null;
        }));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Where a rule is; a new one begins now. Locked until the end of the transaction. */
  private Progress progress(String rule, Instant now) {
    database.update(
        "INSERT INTO " + table + " (rule, until) VALUES (?, ?) ON CONFLICT DO NOTHING",
        rule,
        RunTables.at(now));
    return database
        .query(
            "SELECT until, round_end, after_id FROM " + table + " WHERE rule = ? FOR UPDATE",
            (row, number) ->
                new Progress(
                    row.getObject("until", OffsetDateTime.class).toInstant(),
                    row.getObject("round_end") == null
                        ? null
                        : row.getObject("round_end", OffsetDateTime.class).toInstant(),
                    row.getObject("after_id", UUID.class)),
            rule)
        .getFirst();
  }

  private void write(String rule, Progress progress) {
    Instant end = progress.roundEnd();
    database.update(
        "UPDATE " + table + " SET until = ?, round_end = ?, after_id = ? WHERE rule = ?",
        RunTables.at(progress.until()),
        end == null ? null : RunTables.at(end),
        progress.after(),
        rule);
  }
}
