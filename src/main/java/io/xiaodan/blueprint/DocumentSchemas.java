package io.xiaodan.blueprint;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.xiaodan.kernel.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The published JSON Schema of each kind of artifact, {@code schemas/<kind>.json}, and the check
 * against it.
 */
@Component
public class DocumentSchemas {

  private static final String DOCUMENTS = "documents/";

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<String, Optional<Schema>> schemas = new ConcurrentHashMap<>();
  private final JsonMapper json;

  DocumentSchemas(JsonMapper json) {
    this.json = json;
  }

  /**
   * The schema's own document, for those who write artifacts elsewhere; empty for an unknown kind.
   */
  public Optional<JsonNode> document(String kind) {
    return schema(kind)
        .or(() -> ArtifactId.isKey(kind) ? load(DOCUMENTS + kind) : Optional.empty())
        .map(Schema::getSchemaNode);
  }

  /** What is wrong with the shape of a document that is no artifact, such as a view. */
  public List<Message> violations(String name, JsonNode document) {
    Schema schema = schemas.computeIfAbsent(DOCUMENTS + name, this::load).orElseThrow();
    List<Message> wrong = new ArrayList<>();
    for (Error error : schema.validate(document)) {
      wrong.add(
          Message.of(
              "blueprint.shape",
              "place",
              place(error),
              "reason",
              String.valueOf(error.getMessage())));
    }
    return wrong;
  }

  private static String place(Error error) {
    return error.getInstanceLocation().toString().replaceFirst("^/", "").replace('/', '.');
  }

  /** Whether the document has the shape of its kind; what is wrong is reported with its place. */
  public boolean check(ArtifactId id, JsonNode document, Compilation compilation) {
    Optional<Schema> schema = schema(id.kind());
    if (schema.isEmpty()) {
      compilation.error(id, "", Message.of("blueprint.unknown_kind", "kind", id.kind()));
      return false;
    }
    boolean sound = true;
    for (Error error : schema.get().validate(document)) {
      String place = place(error);
      compilation.error(
          id,
          place,
          Message.of(
              "blueprint.shape", "place", place, "reason", String.valueOf(error.getMessage())));
      sound = false;
    }
    if (sound && !id.key().equals(document.path("key").asString(""))) {
      compilation.error(id, "key", Message.of("blueprint.key_differs", "key", id.key()));
      sound = false;
    }
    return sound;
  }

  private Optional<Schema> schema(String kind) {
    if (!ArtifactId.isKey(kind)) {
      return Optional.empty();
    }
    return schemas.computeIfAbsent(kind, this::load);
  }

  private Optional<Schema> load(String kind) {
    try (InputStream in = getClass().getResourceAsStream("/schemas/" + kind + ".json")) {
      return in == null ? Optional.empty() : Optional.of(registry.getSchema(json.readTree(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
