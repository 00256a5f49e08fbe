package io.xiaodan.record;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The way out of the recycle bin that leads nowhere: records removed for good, by who may do that
 * or because they have lain there long enough. Who removed what is written down, without content.
 */
@Component
public class RecordBin {

  /** Longest time in days that can be set. */
  public static final int LONGEST = 3_650;

  private static final Logger log = LoggerFactory.getLogger(RecordBin.class);
  private static final String DAYS = "bin.days";
  private static final int LOT = 100;

  private final Records records;
  private final RecordPurge purge;
  private final Access access;
  private final ObjectProvider<Blueprints> blueprints;
  private final JdbcTemplate database;
  private final TransactionTemplate transactions;
  private final Workspace workspace;
  private final Ids ids;
  private final Clock clock;

  RecordBin(
      Records records,
      RecordPurge purge,
      Access access,
      ObjectProvider<Blueprints> blueprints,
      JdbcTemplate database,
      TransactionTemplate transactions,
      Workspace workspace,
      Ids ids,
      Clock clock,
      Jobs jobs) {
    this.records = records;
    this.purge = purge;
    this.access = access;
    this.blueprints = blueprints;
    this.database = database;
    this.transactions = transactions;
    this.workspace = workspace;
    this.ids = ids;
    this.clock = clock;
    jobs.repeat("record.expire_bin", Duration.ofHours(24), this::expire);
  }

  /** One record that was removed for good. */
  public record Purged(UUID id, java.time.Instant at, UUID by, String form, UUID record) {}

  /**
   * A record that may be removed for good.
   *
   * @throws ProblemException not found, forbidden without the right to purge or to delete the
   *     record, conflict for one that is not in the recycle bin, invalid while another record
   *     refers to it
   */
  public StoredRecord purgeable(Caller caller, String form, UUID id) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    if (!rights.mayPurge()) {
      throw Problem.of(ProblemKind.FORBIDDEN, "record.may_not_purge", "form", rights.form().label())
          .exception();
    }
    StoredRecord record = records.trialMove(caller, form, id, true);
    requireUnused(caller.blueprint(), rights.form(), id);
    return record;
  }

  /** Removes a record for good; as {@link #purgeable} where that cannot be. */
  public void purge(Caller caller, String form, UUID id) {
    purgeable(caller, form, id);
    remove(caller.blueprint(), caller.actor(), form, id);
  }

  private void remove(Blueprint blueprint, Actor actor, String form, UUID id) {
    transactions.executeWithoutResult(_ -> {
      database.update(
          "INSERT INTO "
              + workspace.table("purge")
              + " (id, at, by, form, record_id) VALUES (?, ?, ?, ?, ?)",
          ids.next(),
          clock.instant().atOffset(ZoneOffset.UTC),
          actor.personId(),
          form,
          id);
      purge.purge(blueprint, Map.of(form, List.of(id)));
    });
  }

  /** A record that refers to another needs it, also from the recycle bin. */
  private void requireUnused(Blueprint blueprint, Form form, UUID id) {
    for (Form other : blueprint.all(Form.TYPE).values()) {
      boolean head = refers(other.table(), "id", other.fields().values(), form, id);
      boolean lines =
          other.lines().values().stream()
              .anyMatch((LineItems rows) ->
                  refers(rows.table(), "parent", rows.columns().values(), form, id));
      if (head || lines) {
        throw Problem.invalid(
                List.of(
                    new Violation(
                        Message.of("record.referenced_by", "form", other.label()),
                        null,
                        null,
                        null)))
            .exception();
      }
    }
  }

  private boolean refers(
      String table, String owner, java.util.Collection<FormField> fields, Form to, UUID id) {
    return fields.stream()
        .filter(field -> field.type() instanceof ReferenceType type && type.form().equals(to.key()))
        .anyMatch(field ->
            Boolean.TRUE.equals(
                database.queryForObject(
                    "SELECT EXISTS (SELECT 1 FROM %s WHERE %s = ? AND %s <> ?)"
                        .formatted(workspace.table(table), quote(field.key()), owner),
                    Boolean.class,
                    id,
                    id)));
  }

  /** Who removed what, newest first; after one where it is given. */
  public List<Purged> purged(@Nullable UUID after, int limit) {
    return database.query(
        "SELECT * FROM "
            + workspace.table("purge")
            + " WHERE ?::uuid IS NULL OR id < ?::uuid ORDER BY id DESC LIMIT ?",
        (row, number) ->
            new Purged(
                Objects.requireNonNull(row.getObject("id", UUID.class)),
                RecordColumns.moment(row, "at"),
                Objects.requireNonNull(row.getObject("by", UUID.class)),
                row.getString("form"),
                Objects.requireNonNull(row.getObject("record_id", UUID.class))),
        after,
        after,
        limit);
  }

  /** After how many days records are removed by themselves; empty for never. */
  public OptionalInt days() {
    return database
        .query(
            "SELECT (value #>> '{}')::int FROM xiaodan.setting WHERE key = ?",
            (row, number) -> row.getInt(1),
            DAYS)
        .stream()
        .mapToInt(Integer::intValue)
        .findFirst();
  }

  /**
   * Sets after how many days records are removed by themselves.
   *
   * @param days 1 to 3650; null for never
   */
  public void keepFor(@Nullable Integer days) {
    if (days == null) {
      database.update("DELETE FROM xiaodan.setting WHERE key = ?", DAYS);
      return;
    }
    if (days < 1 || days > LONGEST) {
      throw Problem.invalid(
              List.of(Violation.at("days", Message.of("record.bin_days", "maximum", LONGEST))))
          .exception();
    }
    database.update(
        "INSERT INTO xiaodan.setting (key, value) VALUES (?, to_jsonb(?::int)) ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = now()",
        DAYS,
        days);
  }

  /**
   * Removes what has lain long enough; what others refer to stays. One that refers to another may
   * stand in the way of it, so they are gone through until none can be removed any more.
   *
   * @return how many were removed
   */
  int expire() {
    OptionalInt days = days();
    if (days.isEmpty()) {
      return 0;
    }
    Blueprint blueprint = blueprints.getObject().current();
    int all = 0;
    int removed;
    do {
      removed = 0;
      for (Form form : blueprint.all(Form.TYPE).values()) {
        removed += expire(blueprint, form, days.getAsInt());
      }
      all += removed;
    } while (removed > 0);
    return all;
  }

  private int expire(Blueprint blueprint, Form form, int days) {
    Actor system = Actor.system(Origin.BATCH);
    UUID after = new UUID(0, 0);
    int removed = 0;
    while (true) {
      List<UUID> lot = expired(form, days, after);
      for (UUID id : lot) {
        after = id;
        try {
          requireUnused(blueprint, form, id);
          remove(blueprint, system, form.key(), id);
          removed++;
        } catch (ProblemException e) {
          log.debug("record={} of form={} stays in the bin: {}", id, form.key(), e.problem());
        }
      }
      if (lot.size() < LOT) {
        return removed;
      }
    }
  }

  private List<UUID> expired(Form form, int days, UUID after) {
    return database.query(
        "SELECT id FROM "
            + workspace.table(form.table())
            + " WHERE deleted_at < ? AND id > ? ORDER BY id LIMIT "
            + LOT,
        (row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)),
        clock.instant().minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC),
        after);
  }
}
