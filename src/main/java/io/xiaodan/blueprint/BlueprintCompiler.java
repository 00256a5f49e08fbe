package io.xiaodan.blueprint;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Compiles all documents of a workspace, kind by kind, lower floors first. */
@Component
class BlueprintCompiler {

  private final List<ArtifactKind<?>> kinds;
  private final DocumentSchemas schemas;

  BlueprintCompiler(List<ArtifactKind<?>> kinds, DocumentSchemas schemas) {
    this.kinds = kinds.stream().sorted(Comparator.comparingInt(ArtifactKind::order)).toList();
    this.schemas = schemas;
  }

  /** Compiles; whatever is wrong stands in the compilation's findings. */
  Compilation compile(SequencedMap<ArtifactId, JsonNode> documents) {
    Compilation compilation = new Compilation();
    Map<String, SequencedMap<String, JsonNode>> byKind = new LinkedHashMap<>();
    documents.forEach((id, document) -> {
      if (schemas.check(id, document, compilation)) {
        byKind.computeIfAbsent(id.kind(), kind -> new LinkedHashMap<>()).put(id.key(), document);
      }
    });
    for (ArtifactKind<?> kind : kinds) {
      String name = kind.type().kind();
      compilation.put(
          name, kind.compile(byKind.getOrDefault(name, new LinkedHashMap<>()), compilation));
    }
    return compilation;
  }
}
