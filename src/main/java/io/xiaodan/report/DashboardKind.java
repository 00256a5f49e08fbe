package io.xiaodan.report;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.ArtifactKind;
import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.form.Labels;
import io.xiaodan.kernel.Message;
import io.xiaodan.report.question.Question;
import io.xiaodan.report.question.QuestionReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Compiles dashboards against the forms their questions are about. */
@Component
class DashboardKind implements ArtifactKind<Dashboard> {

  @Override
  public ArtifactType<Dashboard> type() {
    return Dashboard.TYPE;
  }

  @Override
  public int order() {
    return 50;
  }

  @Override
  public Map<String, Dashboard> compile(
      SequencedMap<String, JsonNode> documents, Compilation compilation) {
    Map<String, Dashboard> dashboards = new LinkedHashMap<>();
    documents.forEach((key, document) -> dashboards.put(key, read(key, document, compilation)));
    return dashboards;
  }

  private static Dashboard read(String key, JsonNode document, Compilation compilation) {
    ArtifactId id = new ArtifactId(Dashboard.TYPE.kind(), key);
    SequencedMap<String, Widget> widgets = new LinkedHashMap<>();
    for (JsonNode widget : document.path("widgets")) {
      String name = widget.path("key").asString();
      String place = "widgets." + name;
      if (widgets.containsKey(name)) {
        compilation.error(id, place, Message.of("report.key_taken", "key", name));
        continue;
      }
      Question question =
          new QuestionReader(compilation, id)
              .read(widget.path("question"), key + "." + name, place + ".question");
      if (question != null) {
        widgets.put(
            name,
            new Widget(
                name,
                widget.path("chart").asString(),
                Labels.read(widget.path("title"), name),
                question,
                widget));
      }
    }
    return new Dashboard(
        key,
        Labels.read(document.path("label"), key),
        document.path("position").asInt(0),
        Collections.unmodifiableSequencedMap(widgets),
        document);
  }
}
