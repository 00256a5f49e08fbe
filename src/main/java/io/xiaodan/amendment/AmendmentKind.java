package io.xiaodan.amendment;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.ArtifactKind;
import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.form.Form;
import io.xiaodan.kernel.Message;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Compiles what is changed by proposals only, against the forms it names. */
@Component
class AmendmentKind implements ArtifactKind<AmendmentTerms> {

  @Override
  public ArtifactType<AmendmentTerms> type() {
    return AmendmentTerms.TYPE;
  }

  @Override
  public int order() {
    return 76;
  }

  @Override
  public Map<String, AmendmentTerms> compile(
      SequencedMap<String, JsonNode> documents, Compilation compilation) {
    Map<String, AmendmentTerms> all = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    documents.forEach((key, document) -> {
      ArtifactId id = new ArtifactId(AmendmentTerms.TYPE.kind(), key);
      Form form = form(compilation, id, document.path("form"), "form");
      Form proposals =
          form(compilation, id, document.path("proposals").path("form"), "proposals.form");
      if (form == null || proposals == null) {
        return;
      }
      if (!taken.add(form.key()) || !taken.add("of " + proposals.key())) {
        compilation.error(id, "form", Message.of("amendment.form_taken", "form", form.label()));
        return;
      }
      AmendmentTerms terms = new AmendmentReader(compilation, id, form, proposals, document).read();
      if (terms != null) {
        all.put(key, terms);
      }
    });
    return all;
  }

  private static @Nullable Form form(
      Compilation compilation, ArtifactId id, JsonNode name, String place) {
    Form form = compilation.find(Form.TYPE, name.asString());
    if (form == null) {
      compilation.error(id, place, Message.of("amendment.form_unknown", "form", name.asString()));
    }
    return form;
  }
}
