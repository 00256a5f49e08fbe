package io.xiaodan.rule;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.blueprint.Finding;
import io.xiaodan.blueprint.Severity;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordPast;
import io.xiaodan.record.RecordPast.Past;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Asks of changes that are over which of them a rule would have answered, without effects. The past
 * is looked at in stretches, the latest change first; whoever asks goes on with {@code next}, so a
 * long past needs no job and can be left at any moment. What the rule would have done about one of
 * them is a {@link RuleRehearsals rehearsal} after that change.
 */
@Component
public class RuleReplays {

  private static final int LOT = 200;

  private final Blueprints blueprints;
  private final Records records;
  private final RecordPast past;
  private final JdbcTemplate database;
  private final Workspace workspace;

  RuleReplays(
      Blueprints blueprints,
      Records records,
      RecordPast past,
      JdbcTemplate database,
      Workspace workspace) {
    this.blueprints = blueprints;
    this.records = records;
    this.past = past;
    this.database = database;
    this.workspace = workspace;
  }

  /**
   * A change that the rule would have answered.
   *
   * @param title of the record as it is now
   */
  public record Match(UUID event, UUID record, String title, Instant at, String kind) {}

  /** Where the next stretch begins. */
  public record Cursor(Instant at, UUID event) {}

  /**
   * A stretch of the past.
   *
   * @param findings what the check says of the rule; with an error nothing was looked at
   * @param total how many changes there are since the moment asked for; counted with the first
   *     stretch, null after it
   * @param looked how many changes of this stretch were looked at
   * @param unseen how many of them belong to records that are gone, or that the person may not see
   * @param next null at the end
   */
  public record Stretch(
      List<Finding> findings,
      @Nullable Long total,
      int looked,
      int unseen,
      List<Match> matches,
      @Nullable Cursor next) {}

  private record Event(UUID id, UUID record, Instant at, String kind) {}

  /**
   * Looks at one stretch.
   *
   * @param document the rule as it is being written
   * @param since how far back
   * @param after where the stretch before ended; null for the latest change
   * @throws ProblemException invalid for a rule that waits for no change
   */
  public Stretch replay(
      Actor actor, String key, JsonNode document, Instant since, @Nullable Cursor after) {
    ArtifactId id = new ArtifactId("rule", key);
    Blueprints.Preview preview = blueprints.preview(Map.of(id, document));
    List<Finding> findings =
        preview.findings().stream().filter(finding -> finding.artifact().equals(id)).toList();
    Rule rule = preview.blueprint().find(Rule.TYPE, key).orElse(null);
    if (rule == null
        || findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
      return new Stretch(findings, null, 0, 0, List.of(), null);
    }
    if (rule.trigger().on().isEmpty()) {
      throw Problem.of(ProblemKind.INVALID, "rule.replay_changes").exception();
    }
    Form form = rule.form();
    List<Event> events = events(form.key(), since, after);
    Map<UUID, Set<UUID>> byRecord = new LinkedHashMap<>();
    events.forEach(event ->
        byRecord.computeIfAbsent(event.record(), record -> new LinkedHashSet<>()).add(event.id()));
    Caller person = new Caller(preview.blueprint(), actor);
    Map<UUID, Match> matches = new LinkedHashMap<>();
    int unseen = 0;
    for (Map.Entry<UUID, Set<UUID>> entry : byRecord.entrySet()) {
      StoredRecord now = record(person, form.key(), entry.getKey());
      if (now == null) {
        unseen += entry.getValue().size();
        continue;
      }
      String title = String.valueOf(records.json(person, now).get("title"));
      for (Past change : past.changes(form, now, entry.getValue())) {
        if (isAnswered(rule, person, change)) {
          matches.put(
              change.event(),
              new Match(
                  change.event(),
                  now.id(),
                  title,
                  change.after().updatedAt(),
                  change.kind().name().toLowerCase(java.util.Locale.ROOT)));
        }
      }
    }
    List<Match> inOrder = new ArrayList<>();
    events.forEach(event -> {
      Match match = matches.get(event.id());
      if (match != null) {
        inOrder.add(match);
      }
    });
    Cursor next =
        events.size() < LOT ? null : new Cursor(events.getLast().at(), events.getLast().id());
    return new Stretch(
        findings,
        after == null ? total(form.key(), since) : null,
        events.size(),
        unseen,
        inOrder,
        next);
  }

  private boolean isAnswered(Rule rule, Caller person, Past change) {
    StoredRecord before = change.before();
    boolean met =
        rule.trigger()
            .isMet(
                change.kind(),
                change.after(),
                before,
                field -> differs(rule.form(), change.after(), before, field));
    if (!met || rule.when() == null) {
      return met;
    }
    Values after = records.valuesNow(person, change.after());
    Values former = before == null ? null : records.valuesNow(person, before);
    try {
      return rule.when()
          .test(
              name -> name.equals("before") ? former : after.get(name),
              Environment.of(change.after().updatedAt(), workspace.zone()));
    } catch (FormulaException e) {
      return false;
    }
  }

  private static boolean differs(
      Form form, StoredRecord after, @Nullable StoredRecord before, String field) {
    return form.lines().containsKey(field)
        ? before == null
            ? !after.lines().getOrDefault(field, List.of()).isEmpty()
            : !Objects.equals(after.lines().get(field), before.lines().get(field))
        : before == null
            ? after.values().get(field) != null
            : !Objects.equals(after.values().get(field), before.values().get(field))
                && !Trigger.same(after.values().get(field), before.values().get(field));
  }

  private @Nullable StoredRecord record(Caller person, String form, UUID id) {
    try {
      return records.get(person, form, id);
    } catch (ProblemException e) {
      if (e.problem().kind() == ProblemKind.NOT_FOUND
          || e.problem().kind() == ProblemKind.FORBIDDEN) {
        return null;
      }
      throw e;
    }
  }

  private List<Event> events(String form, Instant since, @Nullable Cursor after) {
    OffsetDateTime until =
        after == null
            ? OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)
            : RunTables.at(after.at());
    UUID before = after == null ? new UUID(-1, -1) : after.event();
    return database.query(
        "SELECT id, record_id, at, kind FROM "
            + workspace.table("event")
            + " WHERE form = ? AND at >= ? AND (at, id) < (?, ?) ORDER BY at DESC, id DESC LIMIT "
            + LOT,
        RuleReplays::event,
        form,
        RunTables.at(since),
        until,
        before);
  }

  private static Event event(ResultSet row, int number) throws SQLException {
    return new Event(
        RunTables.id(row, "id"),
        RunTables.id(row, "record_id"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        RunTables.text(row, "kind"));
  }

  private Long total(String form, Instant since) {
    return Objects.requireNonNull(
        database.queryForObject(
            "SELECT count(*) FROM " + workspace.table("event") + " WHERE form = ? AND at >= ?",
            Long.class,
            form,
            RunTables.at(since)));
  }
}
