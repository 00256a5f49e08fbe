package io.xiaodan.reconcile;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.ArtifactKind;
import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.blueprint.Compilation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Compiles what is owed against the forms that hold it. */
@Component
class ReceivablesKind implements ArtifactKind<Receivables> {

  @Override
  public ArtifactType<Receivables> type() {
    return Receivables.TYPE;
  }

  @Override
  public int order() {
    return 76;
  }

  @Override
  public Map<String, Receivables> compile(
      SequencedMap<String, JsonNode> documents, Compilation compilation) {
    Map<String, Receivables> all = new LinkedHashMap<>();
    documents.forEach((key, document) -> {
      Receivables read =
          new ReceivablesReader(compilation, new ArtifactId(Receivables.TYPE.kind(), key), document)
              .read();
      if (read != null) {
        all.put(key, read);
      }
    });
    return all;
  }
}
