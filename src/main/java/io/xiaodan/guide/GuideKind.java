package io.xiaodan.guide;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.ArtifactKind;
import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.form.Form;
import io.xiaodan.form.Labels;
import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Compiles lists of first steps against the forms they name. */
@Component
class GuideKind implements ArtifactKind<Guide> {

  @Override
  public ArtifactType<Guide> type() {
    return Guide.TYPE;
  }

  @Override
  public int order() {
    return 80;
  }

  @Override
  public Map<String, Guide> compile(
      SequencedMap<String, JsonNode> documents, Compilation compilation) {
    Map<String, Guide> all = new LinkedHashMap<>();
    documents.forEach((key, document) -> {
      ArtifactId id = new ArtifactId(Guide.TYPE.kind(), key);
      List<Guide.Step> steps = new ArrayList<>();
      for (JsonNode step : document.path("steps")) {
        String form = step.path("form").asString("");
        if (!form.isEmpty() && compilation.find(Form.TYPE, form) == null) {
          compilation.error(
              id,
              "steps." + steps.size() + ".form",
              Message.of("guide.form_unknown", "form", form));
        }
        steps.add(read(step));
      }
      all.put(key, new Guide(key, Labels.read(document.path("label"), key), List.copyOf(steps)));
    });
    return all;
  }

  private static Guide.Step read(JsonNode step) {
    String key = step.path("key").asString();
    String form = step.path("form").asString("");
    Guide.Goal goal =
        form.isEmpty()
            ? new Guide.Goal.IsSetUp(
                Guide.Setting.valueOf(step.path("setting").asString().toUpperCase(Locale.ROOT)))
            : new Guide.Goal.HasRecords(
                form, Guide.Way.valueOf(step.path("by").asString("hand").toUpperCase(Locale.ROOT)));
    return new Guide.Step(
        key, Labels.read(step.path("label"), key), Labels.read(step.path("help"), ""), goal);
  }
}
