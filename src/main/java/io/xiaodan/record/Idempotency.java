package io.xiaodan.record;

import io.xiaodan.platform.Workspace;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Remembers which record a key has made, in the same statement that makes it. */
@Component
class Idempotency {

  private final JdbcTemplate database;
  private final Clock clock;
  private final String table;

  Idempotency(JdbcTemplate database, Clock clock, Workspace workspace) {
    this.database = database;
    this.clock = clock;
    this.table = workspace.table("idempotency");
  }

  Optional<UUID> find(Caller caller) {
    if (caller.idempotencyKey() == null) {
      return Optional.empty();
    }
    List<UUID> found =
        database.query(
            "SELECT record_id FROM " + table + " WHERE person_id = ? AND key = ?",
            (row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)),
            caller.actor().personId(),
            caller.idempotencyKey());
    return found.stream().findFirst();
  }

  /**
   * The write with the memory of the key added, where there is one; a second use of the key makes
   * the statement fail.
   */
  Write remember(Caller caller, UUID record, Write write) {
    if (caller.idempotencyKey() == null) {
      return write;
    }
    Contribution memory =
        statement ->
            statement.add(
                "INSERT INTO " + table + " (person_id, key, record_id, at) VALUES (?, ?, ?, ?)",
                caller.actor().personId(),
                caller.idempotencyKey(),
                record,
                Timestamp.from(clock.instant()));
    return write.alongside(change -> memory);
  }
}
