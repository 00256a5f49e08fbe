package io.xiaodan.report;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.form.Form;
import io.xiaodan.form.Labels;
import io.xiaodan.form.LineItems;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.report.question.Ground;
import io.xiaodan.report.question.Question;
import io.xiaodan.report.question.QuestionReader;
import io.xiaodan.report.question.Source;
import io.xiaodan.report.question.Sources;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads one dashboard from its document; whatever is wrong becomes a finding with its place. */
final class DashboardReader {

  private final Compilation compilation;
  private final ArtifactId artifact;
  private final Ground ground;
  private final WidgetCheck check;

  /**
   * @param dashboards keys of all dashboards there are
   */
  DashboardReader(
      Compilation compilation, ArtifactId artifact, Ground ground, Set<String> dashboards) {
    this.compilation = compilation;
    this.artifact = artifact;
    this.ground = ground;
    this.check = new WidgetCheck(compilation, artifact, dashboards);
  }

  Dashboard read(JsonNode document) {
    SequencedMap<String, BoardFilter> filters = new LinkedHashMap<>();
    for (JsonNode filter : document.path("filters")) {
      BoardFilter read = filter(filter);
      if (filters.putIfAbsent(read.key(), read) != null) {
        error("filters." + read.key(), Message.of("report.key_taken", "key", read.key()));
      }
    }
    Set<String> tabs = new LinkedHashSet<>();
    document.path("tabs").forEach(tab -> tabs.add(tab.path("key").asString()));
    SequencedMap<String, Widget> widgets = new LinkedHashMap<>();
    for (JsonNode widget : document.path("widgets")) {
      String name = widget.path("key").asString();
      String place = "widgets." + name;
      if (widgets.containsKey(name)) {
        error(place, Message.of("report.key_taken", "key", name));
        continue;
      }
      Widget read = widget(widget, name, place);
      if (read != null) {
        check.check(read, place, tabs, filters.keySet());
        widgets.put(name, read);
      }
    }
    return new Dashboard(
        artifact.key(),
        Labels.read(document.path("label"), artifact.key()),
        document.path("position").asInt(0),
        Collections.unmodifiableSequencedMap(filters),
        Collections.unmodifiableSequencedMap(widgets),
        document);
  }

  private @Nullable Widget widget(JsonNode document, String name, String place) {
    Question question = null;
    if (document.path("question").isObject()) {
      question =
          new QuestionReader(compilation, artifact, ground)
              .read(document.path("question"), artifact.key() + "." + name, place + ".question");
      if (question == null) {
        return null;
      }
    }
    return new Widget(
        name,
        document.path("chart").asString(),
        Labels.read(document.path("title"), name),
        question,
        document);
  }

  private BoardFilter filter(JsonNode document) {
    String key = document.path("key").asString();
    JsonNode initial = document.path("default");
    Map<String, String> fields = new LinkedHashMap<>();
    document
        .path("fields")
        .properties()
        .forEach(entry -> fields.put(entry.getKey(), entry.getValue().asString()));
    BoardFilter filter =
        new BoardFilter(
            key,
            Labels.read(document.path("label"), key),
            document.path("type").asString(),
            fields,
            initial.isObject() ? initial : null);
    fields.forEach((source, field) -> checkField(filter, source, field));
    return filter;
  }

  private void checkField(BoardFilter filter, String text, String field) {
    String place = "filters." + filter.key() + ".fields." + text;
    Source source = Source.parse(text);
    Form form = Sources.find(compilation, source.form());
    LineItems lines =
        form == null || source.lines() == null ? null : form.lines().get(source.lines());
    if (form == null || (source.lines() != null && lines == null)) {
      error(place, Message.of("report.source_unknown", "source", text));
      return;
    }
    JsonNode value = filter.initial() == null ? filled() : filter.initial();
    try {
      ground.where(form, lines, ground.schema(form, lines), condition(field, value));
    } catch (ProblemException e) {
      Object reason = e.problem().message().arguments().get("reason");
      error(place, reason instanceof Message message ? message : e.problem().message());
    }
  }

  private static JsonNode filled() {
    return JsonNodeFactory.instance.objectNode().put("op", "filled");
  }

  /** The condition that a filter's value means for a field. */
  static JsonNode condition(String field, JsonNode value) {
    ObjectNode condition = JsonNodeFactory.instance.objectNode().put("field", field);
    condition.set("op", value.path("op"));
    if (value.has("value")) {
      condition.set("value", value.path("value"));
    }
    return condition;
  }

  private void error(String place, Message message) {
    compilation.error(artifact, place, message);
  }
}
