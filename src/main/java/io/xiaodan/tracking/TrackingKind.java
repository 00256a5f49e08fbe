package io.xiaodan.tracking;

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

/** Compiles what customers see against the forms it shows. */
@Component
class TrackingKind implements ArtifactKind<Tracking> {

  @Override
  public ArtifactType<Tracking> type() {
    return Tracking.TYPE;
  }

  @Override
  public int order() {
    return 75;
  }

  @Override
  public Map<String, Tracking> compile(
      SequencedMap<String, JsonNode> documents, Compilation compilation) {
    Map<String, Tracking> all = new LinkedHashMap<>();
    Map<String, String> taken = new LinkedHashMap<>();
    documents.forEach((key, document) -> {
      ArtifactId id = new ArtifactId(Tracking.TYPE.kind(), key);
      String name = document.path("form").asString();
      Form form = compilation.find(Form.TYPE, name);
      if (form == null) {
        compilation.error(id, "form", Message.of("tracking.form_unknown", "form", name));
        return;
      }
      String other = taken.putIfAbsent(name, key);
      if (other != null) {
        compilation.error(
            id, "form", Message.of("tracking.form_taken", "form", form.label(), "other", other));
        return;
      }
      Tracking read = new TrackingReader(compilation, id, form, document).read();
      if (read != null) {
        all.put(key, read);
      }
    });
    return all;
  }
}
