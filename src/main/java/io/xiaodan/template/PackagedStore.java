package io.xiaodan.template;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.platform.Workspace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged documents as the workspace took them last. */
@Component
class PackagedStore {

  private final JdbcClient database;
  private final JsonMapper json;
  private final String table;

  PackagedStore(JdbcClient database, JsonMapper json, Workspace workspace) {
    this.database = database;
    this.json = json;
    this.table = workspace.table("packaged_artifact");
  }

  Map<ArtifactId, JsonNode> all() {
    Map<ArtifactId, JsonNode> documents = new LinkedHashMap<>();
    database
        .sql("SELECT kind, key, document FROM " + table)
        .query(row -> {
          documents.put(
              new ArtifactId(row.getString("kind"), row.getString("key")),
              json.readTree(Objects.requireNonNull(row.getString("document"))));
        });
    return documents;
  }

  void save(Map<ArtifactId, JsonNode> documents) {
    documents.forEach((id, document) ->
        database
            .sql(
                "INSERT INTO %s (kind, key, document) VALUES (?, ?, ?::json) ON CONFLICT (kind, key) DO UPDATE SET document = excluded.document"
                    .formatted(table))
            .params(id.kind(), id.key(), document.toString())
            .update());
  }
}
