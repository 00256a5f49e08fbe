package io.xiaodan.form;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.ArtifactKind;
import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Compiles forms: first what each holds, so that they can refer to one another, then what their
 * formulas say.
 */
@Component
class FormKind implements ArtifactKind<Form> {

  @Override
  public ArtifactType<Form> type() {
    return Form.TYPE;
  }

  @Override
  public int order() {
    return 10;
  }

  @Override
  public Map<String, Form> compile(
      SequencedMap<String, JsonNode> documents, Compilation compilation) {
    Map<String, FormSchema> schemas = new LinkedHashMap<>();
    documents.keySet().forEach(key -> schemas.put(key, new FormSchema()));
    FieldTypes types =
        new FieldTypes(compilation, key -> Optional.<Schema>ofNullable(schemas.get(key)));
    Map<String, FormOutline> outlines = new LinkedHashMap<>();
    documents.forEach((key, document) ->
        outlines.put(
            key,
            FormOutline.read(
                new ArtifactId("form", key),
                document,
                java.util.Objects.requireNonNull(schemas.get(key)),
                types,
                compilation)));
    Map<String, Form> forms = new LinkedHashMap<>();
    outlines.forEach((key, outline) ->
        forms.put(key, new FormCompiler(outline, outlines, compilation).compile()));
    return forms;
  }
}
