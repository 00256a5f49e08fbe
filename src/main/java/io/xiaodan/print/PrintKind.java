package io.xiaodan.print;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.ArtifactKind;
import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.form.Form;
import io.xiaodan.kernel.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Compiles print templates against the forms they print. */
@Component
class PrintKind implements ArtifactKind<PrintTemplate> {

  @Override
  public ArtifactType<PrintTemplate> type() {
    return PrintTemplate.TYPE;
  }

  @Override
  public int order() {
    // Before flows and rules, which name templates.
    return 25;
  }

  @Override
  public Map<String, PrintTemplate> compile(
      SequencedMap<String, JsonNode> documents, Compilation compilation) {
    Map<String, PrintTemplate> templates = new LinkedHashMap<>();
    documents.forEach((key, document) -> {
      ArtifactId id = new ArtifactId(PrintTemplate.TYPE.kind(), key);
      String name = document.path("form").asString();
      Form form = compilation.find(Form.TYPE, name);
      if (form == null) {
        compilation.error(id, "form", Message.of("print.form_unknown", "form", name));
      } else {
        templates.put(key, new PrintReader(compilation, id, form, document).read());
      }
    });
    return templates;
  }
}
