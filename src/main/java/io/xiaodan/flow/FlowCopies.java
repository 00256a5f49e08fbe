package io.xiaodan.flow;

import io.xiaodan.platform.SqlFragment;
import io.xiaodan.platform.Workspace;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Who has got a copy of what. */
@Component
class FlowCopies {

  private final JdbcTemplate database;
  private final String table;

  FlowCopies(JdbcTemplate database, Workspace workspace) {
    this.database = database;
    this.table = workspace.table("flow_copy");
  }

  /** The write that gives copies; who has one already keeps it. */
  SqlFragment insert(FlowInstance instance, Collection<UUID> people, String node, Instant at) {
    return new SqlFragment(
        "INSERT INTO "
            + table
            + " (instance_id, person_id, form, record_id, node, at) SELECT ?, x.person, ?, ?, ?, ? FROM unnest(?::uuid[]) AS x(person) ON CONFLICT DO NOTHING",
        Arrays.asList(
            instance.id(),
            instance.form(),
            instance.recordId(),
            node,
            at.atOffset(ZoneOffset.UTC),
            people.toArray(UUID[]::new)));
  }

  /** Who has a copy in an instance. */
  Set<UUID> people(UUID instance) {
    return new HashSet<>(
        database.query(
            "SELECT person_id FROM " + table + " WHERE instance_id = ?",
            (row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)),
            instance));
  }

  /** Somebody's copies, newest first. */
  List<FlowCopy> of(
      UUID person, @Nullable String form, boolean unread, @Nullable Instant before, int limit) {
    return database.query(
        "SELECT * FROM "
            + table
            + " WHERE person_id = ? AND (?::text IS NULL OR form = ?) AND (NOT ? OR read_at IS NULL) AND (?::timestamptz IS NULL OR at < ?) ORDER BY at DESC, instance_id LIMIT "
            + limit,
        (row, number) -> {
          Timestamp read = row.getTimestamp("read_at");
          return new FlowCopy(
              Objects.requireNonNull(row.getObject("instance_id", UUID.class)),
              Objects.requireNonNull(row.getString("form")),
              Objects.requireNonNull(row.getObject("record_id", UUID.class)),
              Objects.requireNonNull(row.getTimestamp("at")).toInstant(),
              read == null ? null : read.toInstant());
        },
        person,
        form,
        form,
        unread,
        before == null ? null : before.atOffset(ZoneOffset.UTC),
        before == null ? null : before.atOffset(ZoneOffset.UTC));
  }

  /** How many of somebody's copies are not read, counted up to a most. */
  long unread(UUID person, int most) {
    Long count =
        database.queryForObject(
            "SELECT count(*) FROM (SELECT 1 FROM "
                + table
                + " WHERE person_id = ? AND read_at IS NULL LIMIT ?) c",
            Long.class,
            person,
            most);
    return count == null ? 0 : count;
  }

  /** Marks somebody's copies as read. */
  void read(UUID person, Collection<UUID> instances, Instant at) {
    database.update(
        "UPDATE "
            + table
            + " SET read_at = ? WHERE person_id = ? AND instance_id = ANY (?) AND read_at IS NULL",
        at.atOffset(ZoneOffset.UTC),
        person,
        instances.toArray(UUID[]::new));
  }

  /** Removes the copies of records that are removed for good. */
  void forget(Collection<UUID> records) {
    Object ids = records.toArray(UUID[]::new);
    database.update("DELETE FROM " + table + " WHERE record_id = ANY (?)", ids);
  }
}
