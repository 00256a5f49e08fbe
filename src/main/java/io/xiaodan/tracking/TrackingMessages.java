package io.xiaodan.tracking;

import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table of what was said through links. */
@Component
class TrackingMessages {

  private static final int MOST = 200;

  private final JdbcTemplate database;
  private final Ids ids;
  private final Clock clock;
  private final String table;
  private final String links;

  TrackingMessages(JdbcTemplate database, Ids ids, Clock clock, Workspace workspace) {
    this.database = database;
    this.ids = ids;
    this.clock = clock;
    this.table = workspace.table("tracking_message");
    this.links = workspace.table("record_link");
  }

  /**
   * What was said.
   *
   * @param kind {@code message}, {@code urge}, {@code signed}, or {@code reply} of the company
   * @param by who replied; null for the customer
   */
  record Said(UUID id, Instant at, String kind, @Nullable UUID by, String text) {}

  /**
   * Notes what was said, unless the last of its kind is too young; its row of the link is held, so
   * that of two at once one is told to wait.
   *
   * @return when the next may come, where it is too soon; empty where it was noted
   */
  Optional<Instant> add(
      UUID link, String kind, @Nullable UUID by, String text, int minutes, @Nullable UUID task) {
    database.query("SELECT 1 FROM " + links + " WHERE id = ? FOR UPDATE", row -> {}, link);
    Optional<Instant> next = next(link, kind, minutes);
    if (next.isPresent()) {
      return next;
    }
    database.update(
        "INSERT INTO "
            + table
            + " (id, link, at, kind, by, text, task) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ids.next(),
        link,
        clock.instant().atOffset(ZoneOffset.UTC),
        kind,
        by,
        text,
        task);
    return Optional.empty();
  }

  /** When the next of a kind may come; empty for at once. */
  Optional<Instant> next(UUID link, String kind, int minutes) {
    List<Instant> last =
        database.query(
            "SELECT at FROM "
                + table
                + " WHERE link = ? AND kind = ? ORDER BY at DESC LIMIT 1",
            (row, number) -> moment(row),
            link,
            kind);
    return last.stream()
        .map(at -> at.plusSeconds(60L * minutes))
        .filter(at -> at.isAfter(clock.instant()))
        .findFirst();
  }

  /** What was said through a link, the latest last. */
  List<Said> of(UUID link) {
    return database
        .query(
            "SELECT * FROM " + table + " WHERE link = ? ORDER BY at DESC, id DESC LIMIT ?",
            (row, number) ->
                new Said(
                    Objects.requireNonNull(row.getObject("id", UUID.class)),
                    moment(row),
                    Objects.requireNonNull(row.getString("kind")),
                    row.getObject("by", UUID.class),
                    Objects.requireNonNull(row.getString("text"))),
            link,
            MOST)
        .reversed();
  }

  private static Instant moment(ResultSet row) throws SQLException {
    return Objects.requireNonNull(row.getObject("at", OffsetDateTime.class)).toInstant();
  }
}
