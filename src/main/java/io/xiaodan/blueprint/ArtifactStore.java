package io.xiaodan.blueprint;

import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tables behind artifacts. */
@Component
class ArtifactStore {

  private final JdbcClient database;
  private final JsonMapper json;
  private final String artifacts;
  private final String versions;
  private final String blueprint;

  ArtifactStore(JdbcClient database, JsonMapper json, Workspace workspace) {
    this.database = database;
    this.json = json;
    this.artifacts = workspace.table("artifact");
    this.versions = workspace.table("artifact_version");
    this.blueprint = workspace.table("blueprint");
  }

  long blueprintVersion() {
    return database.sql("SELECT version FROM " + blueprint).query(Long.class).single();
  }

  /** Makes other publications wait until this transaction ends. */
  long lockBlueprint() {
    return database
        .sql("SELECT version FROM " + blueprint + " FOR UPDATE")
        .query(Long.class)
        .single();
  }

  void setBlueprintVersion(long version) {
    database.sql("UPDATE " + blueprint + " SET version = ?").param(version).update();
  }

  /** The published documents, in the order they were first published. */
  SequencedMap<ArtifactId, JsonNode> published() {
    SequencedMap<ArtifactId, JsonNode> documents = new LinkedHashMap<>();
    database
        .sql(
            "SELECT a.kind, a.key, v.document FROM "
                + artifacts
                + " a JOIN "
                + versions
                + " v ON v.kind = a.kind AND v.key = a.key AND v.version = a.published ORDER BY a.position")
        .query(row -> {
          documents.put(
              new ArtifactId(row.getString("kind"), row.getString("key")),
              read(row.getString("document")));
        });
    return documents;
  }

  List<Artifact> all() {
    return database.sql(select("")).query((row, number) -> artifact(row)).list();
  }

  Optional<Artifact> find(ArtifactId id) {
    return database
        .sql(select("WHERE a.kind = ? AND a.key = ?"))
        .params(id.kind(), id.key())
        .query((row, number) -> artifact(row))
        .optional();
  }

  private String select(String where) {
    return "SELECT a.*, v.document, v.at, v.by FROM %s a LEFT JOIN %s v ON v.kind = a.kind AND v.key = a.key AND v.version = a.published %s ORDER BY a.position"
        .formatted(artifacts, versions, where);
  }

  List<ArtifactVersion> versions(ArtifactId id) {
    return database
        .sql("SELECT * FROM " + versions + " WHERE kind = ? AND key = ? ORDER BY version DESC")
        .params(id.kind(), id.key())
        .query((row, number) -> version(row, row.getInt("version")))
        .list();
  }

  List<JsonNode> documentsSince(String kind, long blueprint) {
    return database
        .sql("SELECT document FROM " + versions + " WHERE kind = ? AND blueprint > ?")
        .params(kind, blueprint)
        .query((row, number) -> read(row.getString("document")))
        .list();
  }

  Optional<ArtifactVersion> version(ArtifactId id, int version) {
    return database
        .sql("SELECT * FROM " + versions + " WHERE kind = ? AND key = ? AND version = ?")
        .params(id.kind(), id.key(), version)
        .query((row, number) -> version(row, row.getInt("version")))
        .optional();
  }

  /** The version that was live in an earlier blueprint. */
  Optional<ArtifactVersion> asOf(ArtifactId id, long blueprint) {
    return database
        .sql(
            "SELECT * FROM "
                + versions
                + " WHERE kind = ? AND key = ? AND blueprint <= ? ORDER BY version DESC LIMIT 1")
        .params(id.kind(), id.key(), blueprint)
        .query((row, number) -> version(row, row.getInt("version")))
        .optional();
  }

  void saveDraft(ArtifactId id, ArtifactDraft draft) {
    database
        .sql(
            "INSERT INTO %s (kind, key, draft, draft_based_on, draft_at, draft_by) VALUES (?, ?, ?::json, ?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET draft = excluded.draft, draft_based_on = excluded.draft_based_on, draft_at = excluded.draft_at, draft_by = excluded.draft_by"
                .formatted(artifacts))
        .params(
            id.kind(),
            id.key(),
            draft.document().toString(),
            draft.basedOn(),
            Timestamp.from(draft.at()),
            draft.by())
        .update();
  }

  /** Takes the draft away, and the artifact with it when there is nothing else of it. */
  void dropDraft(ArtifactId id) {
    database
        .sql(
            "UPDATE %s SET draft = NULL, draft_based_on = NULL, draft_at = NULL, draft_by = NULL WHERE kind = ? AND key = ?"
                .formatted(artifacts))
        .params(id.kind(), id.key())
        .update();
    database
        .sql(
            "DELETE FROM %s WHERE kind = ? AND key = ? AND coalesce(published, 0) = 0"
                .formatted(artifacts))
        .params(id.kind(), id.key())
        .update();
  }

  /**
   * Adds a version and makes it the published one; its draft is used up. Returns the new version.
   */
  int saveVersion(ArtifactId id, JsonNode document, long blueprint, Instant at, UUID by) {
    database
        .sql("INSERT INTO " + artifacts + " (kind, key) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .params(id.kind(), id.key())
        .update();
    int next =
        database
            .sql(
                "SELECT coalesce(max(version), 0) + 1 FROM "
                    + versions
                    + " WHERE kind = ? AND key = ?")
            .params(id.kind(), id.key())
            .query(Integer.class)
            .single();
    database
        .sql(
            "INSERT INTO "
                + versions
                + " (kind, key, version, blueprint, document, at, by) VALUES (?, ?, ?, ?, ?::json, ?, ?)")
        .params(id.kind(), id.key(), next, blueprint, document.toString(), Timestamp.from(at), by)
        .update();
    database
        .sql(
            "UPDATE %s SET published = ?, draft = NULL, draft_based_on = NULL, draft_at = NULL, draft_by = NULL WHERE kind = ? AND key = ?"
                .formatted(artifacts))
        .params(next, id.kind(), id.key())
        .update();
    return next;
  }

  private Artifact artifact(ResultSet row) throws SQLException {
    ArtifactId id = new ArtifactId(row.getString("kind"), row.getString("key"));
    int published = row.getInt("published");
    String draft = row.getString("draft");
    return new Artifact(
        id,
        published == 0 ? null : version(row, published),
        draft == null ? null : draft(row, draft));
  }

  private ArtifactDraft draft(ResultSet row, String document) throws SQLException {
    return new ArtifactDraft(
        read(document),
        row.getInt("draft_based_on"),
        row.getTimestamp("draft_at").toInstant(),
        Objects.requireNonNull(row.getObject("draft_by", UUID.class)));
  }

  private ArtifactVersion version(ResultSet row, int version) throws SQLException {
    return new ArtifactVersion(
        version,
        read(row.getString("document")),
        row.getTimestamp("at").toInstant(),
        Objects.requireNonNull(row.getObject("by", UUID.class)));
  }

  private JsonNode read(@Nullable String document) {
    return json.readTree(Objects.requireNonNull(document));
  }
}
