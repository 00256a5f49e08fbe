package io.xiaodan.exchange;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.ArtifactKind;
import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.blueprint.Compilation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Compiles mappings against the forms they fill. */
@Component
class ImportKind implements ArtifactKind<ImportMapping> {

  @Override
  public ArtifactType<ImportMapping> type() {
    return ImportMapping.TYPE;
  }

  @Override
  public int order() {
    return 60;
  }

  @Override
  public Map<String, ImportMapping> compile(
      SequencedMap<String, JsonNode> documents, Compilation compilation) {
    Map<String, ImportMapping> mappings = new LinkedHashMap<>();
    documents.forEach((key, document) -> {
      ArtifactId id = new ArtifactId(ImportMapping.TYPE.kind(), key);
      ImportMapping mapping = new MappingCompiler(id, document, compilation).compile();
      if (mapping != null) {
        mappings.put(key, mapping);
      }
    });
    return mappings;
  }
}
