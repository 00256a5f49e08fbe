package io.xiaodan.link;

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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tables of links, of who used one that may be used once, and of files that came through one.
 */
@Component
class LinkStore {

  private final JdbcTemplate database;
  private final JsonMapper json;
  private final Clock clock;
  private final String table;
  private final String persons;
  private final String files;

  LinkStore(JdbcTemplate database, JsonMapper json, Clock clock, Workspace workspace) {
    this.database = database;
    this.json = json;
    this.clock = clock;
    this.table = workspace.table("public_link");
    this.persons = workspace.table("public_link_person");
    this.files = workspace.table("public_link_file");
  }

  List<Link> all(@Nullable String form) {
    return database.query(
        "SELECT * FROM "
            + table
            + " WHERE ?::text IS NULL OR form = ? ORDER BY created_at DESC, id DESC",
        this::link,
        form,
        form);
  }

  Optional<Link> find(UUID id) {
    return database.query("SELECT * FROM " + table + " WHERE id = ?", this::link, id).stream()
        .findFirst();
  }

  Optional<Link> find(byte[] hash) {
    return database
        .query("SELECT * FROM " + table + " WHERE token_hash = ?", this::link, hash)
        .stream()
        .findFirst();
  }

  void add(UUID id, byte[] hash, Link.Wish wish, UUID by) {
    database.update(
        "INSERT INTO "
            + table
            + " (id, token_hash, kind, form, label, document, expires_at, created_by, created_at)"
            + " VALUES (?, ?, ?, ?, ?, ?::json, ?, ?, ?)",
        id,
        hash,
        wish.kind(),
        wish.form(),
        wish.label(),
        wish.document().toString(),
        offset(wish.expiresAt()),
        by,
        offset(clock.instant()));
  }

  /** Changes a link that is still as it was seen. */
  boolean change(UUID id, long rev, Link.Wish wish) {
    return database.update(
            "UPDATE "
                + table
                + " SET label = ?, document = ?::json, expires_at = ?, rev = rev + 1 WHERE id = ? AND rev = ?",
            wish.label(),
            wish.document().toString(),
            offset(wish.expiresAt()),
            id,
            rev)
        > 0;
  }

  void revoke(UUID id, boolean revoked) {
    database.update(
        "UPDATE " + table + " SET revoked_at = ?, rev = rev + 1 WHERE id = ?",
        revoked ? offset(clock.instant()) : null,
        id);
  }

  void rename(UUID id, byte[] hash) {
    database.update(
        "UPDATE " + table + " SET token_hash = ?, rev = rev + 1 WHERE id = ?", hash, id);
  }

  void delete(UUID id) {
    database.update("DELETE FROM " + table + " WHERE id = ?", id);
  }

  /**
   * Counts one use, unless the link has stopped meanwhile; holds its row until the caller's
   * transaction ends, so that no more uses get through than are allowed.
   *
   * @param most uses there may be; null for any number
   */
  boolean use(UUID id, @Nullable Integer most) {
    OffsetDateTime now = offset(clock.instant());
    return database.update(
            "UPDATE "
                + table
                + " SET uses = uses + 1, used_at = ? WHERE id = ? AND revoked_at IS NULL"
                + " AND (expires_at IS NULL OR expires_at > ?) AND (?::int IS NULL OR uses < ?)",
            now,
            id,
            now,
            most,
            most)
        > 0;
  }

  /** Remembers who used a link; false when that person is known already. */
  boolean remember(UUID link, byte[] who) {
    return database.update(
            "INSERT INTO " + persons + " (link, who, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            link,
            who,
            offset(clock.instant()))
        > 0;
  }

  boolean knows(UUID link, byte[] who) {
    return Boolean.TRUE.equals(
        database.queryForObject(
            "SELECT EXISTS (SELECT 1 FROM " + persons + " WHERE link = ? AND who = ?)",
            Boolean.class,
            link,
            who));
  }

  void uploaded(UUID link, UUID file) {
    database.update(
        "INSERT INTO " + files + " (link, file, at) VALUES (?, ?, ?)",
        link,
        file,
        offset(clock.instant()));
  }

  /** Whether a file came through this link and is not yet part of a record. */
  boolean brought(UUID link, UUID file) {
    return Boolean.TRUE.equals(
        database.queryForObject(
            "SELECT EXISTS (SELECT 1 FROM " + files + " WHERE link = ? AND file = ? AND NOT used)",
            Boolean.class,
            link,
            file));
  }

  /** Files that became part of a record cannot be used again by another visitor. */
  void used(UUID link, List<UUID> attached) {
    database.update(
        "UPDATE " + files + " SET used = true WHERE link = ? AND file = ANY (?::uuid[])",
        link,
        attached.stream().map(UUID::toString).toArray(String[]::new));
  }

  private Link link(ResultSet row, int number) throws SQLException {
    return new Link(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        row.getLong("rev"),
        Objects.requireNonNull(row.getString("kind")),
        Objects.requireNonNull(row.getString("form")),
        Objects.requireNonNull(row.getString("label")),
        Objects.requireNonNull(json.readValue(row.getString("document"), JsonNode.class)),
        instant(row, "expires_at"),
        instant(row, "revoked_at"),
        row.getLong("uses"),
        instant(row, "used_at"),
        Objects.requireNonNull(row.getObject("created_by", UUID.class)),
        Objects.requireNonNull(instant(row, "created_at")));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }

  private static @Nullable OffsetDateTime offset(@Nullable Instant moment) {
    return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
  }
}
