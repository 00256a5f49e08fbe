package io.xiaodan.form;

import io.xiaodan.blueprint.ArtifactKind;
import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.blueprint.Compilation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Compiles the headings of the menu. */
@Component
class FormGroupKind implements ArtifactKind<FormGroup> {

  private static final int LAST = 1000;

  @Override
  public ArtifactType<FormGroup> type() {
    return FormGroup.TYPE;
  }

  @Override
  public int order() {
    return 5;
  }

  @Override
  public Map<String, FormGroup> compile(
      SequencedMap<String, JsonNode> documents, Compilation compilation) {
    Map<String, FormGroup> groups = new LinkedHashMap<>();
    documents.forEach((key, document) ->
        groups.put(
            key,
            new FormGroup(
                key,
                Labels.read(document.path("label"), key),
                document.path("position").asInt(LAST))));
    return groups;
  }
}
