package io.xiaodan.planning;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.ArtifactKind;
import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.kernel.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Compiles what is planned against the forms and ledgers that hold it. */
@Component
class PlanningKind implements ArtifactKind<Planning> {

  @Override
  public ArtifactType<Planning> type() {
    return Planning.TYPE;
  }

  @Override
  public int order() {
    return 77;
  }

  @Override
  public Map<String, Planning> compile(
      SequencedMap<String, JsonNode> documents, Compilation compilation) {
    Map<String, Planning> all = new LinkedHashMap<>();
    documents.forEach((key, document) -> {
      ArtifactId id = new ArtifactId(Planning.TYPE.kind(), key);
      if (!all.isEmpty()) {
        compilation.error(
            id, "key", Message.of("planning.one", "other", all.keySet().iterator().next()));
        return;
      }
      Planning read = new PlanningReader(compilation, id, document).read();
      if (read != null) {
        all.put(key, read);
      }
    });
    return all;
  }
}
