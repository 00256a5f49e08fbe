package io.xiaodan.flow;

import io.xiaodan.action.Who;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Evaluator;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.form.Labels;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns a flow's document into its graph; reports what does not fit the form. */
final class FlowCompiler {

  private final ArtifactId id;
  private final JsonNode document;
  private final Compilation compilation;
  private final FormulaReader formulas;
  private final Map<String, FlowNode> nodes = new LinkedHashMap<>();
  private boolean sound = true;

  FlowCompiler(ArtifactId id, JsonNode document, Compilation compilation) {
    this.id = id;
    this.document = document;
    this.compilation = compilation;
    this.formulas = new FormulaReader(compilation, id);
  }

  /** The flow, or null when its graph does not hold together. */
  @Nullable Flow compile() {
    String formKey = document.path("form").asString("");
    Form form = compilation.find(Form.TYPE, formKey);
    if (form == null) {
      compilation.error(id, "form", Message.of("flow.form_unknown", "form", formKey));
      return null;
    }
    for (JsonNode node : document.path("nodes")) {
      add(form, node);
    }
    List<String> starts =
        nodes.values().stream()
            .filter(FlowNode.Start.class::isInstance)
            .map(FlowNode::key)
            .toList();
    if (starts.size() != 1) {
      error("nodes", Message.of("flow.one_start", "count", starts.size()));
    }
    nodes.values().forEach(this::checkNext);
    Formula startsWhen = condition(document.path("start").path("when"), form, "start.when");
    return sound
        ? new Flow(
            id.key(),
            Labels.read(document.path("label"), id.key()),
            formKey,
            startsWhen,
            starts.getFirst(),
            nodes)
        : null;
  }

  private void add(Form form, JsonNode node) {
    String key = node.path("key").asString();
    String place = "nodes." + key;
    Label label =
        node.has("label")
            ? Labels.read(node.path("label"), key)
            : usualNode(node.path("type").asString(), key);
    FlowNode compiled =
        switch (node.path("type").asString()) {
          case "start" ->
              new FlowNode.Start(
                  key,
                  label,
                  settings(form, node.path("set"), place),
                  node.path("next").asString());
          case "condition" -> condition(form, key, label, node, place);
          case "approve" -> human(form, key, label, node, place, true);
          case "handle" -> human(form, key, label, node, place, false);
          default -> new FlowNode.End(key, label, settings(form, node.path("set"), place));
        };
    if (nodes.put(key, compiled) != null) {
      error(place, Message.of("flow.node_twice", "node", key));
    }
  }

  private FlowNode condition(Form form, String key, Label label, JsonNode node, String place) {
    List<Branch> branches = new ArrayList<>();
    for (JsonNode branch : node.path("branches")) {
      String branchKey = branch.path("key").asString();
      String branchPlace = place + ".branches." + branchKey;
      Formula when = condition(branch.path("when"), form, branchPlace + ".when");
      if (when == null) {
        sound = false;
      } else {
        branches.add(
            new Branch(
                branchKey,
                Labels.read(branch.path("label"), branchKey),
                when,
                settings(form, branch.path("set"), branchPlace),
                branch.path("next").asString()));
      }
    }
    JsonNode otherwise = node.path("else");
    return new FlowNode.Condition(
        key, label, branches, otherwise.isString() ? otherwise.stringValue() : null);
  }

  private FlowNode human(
      Form form, String key, Label label, JsonNode node, String place, boolean approval) {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.path("outcomes").properties()) {
      JsonNode outcome = entry.getValue();
      outcomes.put(
          entry.getKey(),
          new Outcome(
              entry.getKey(),
              outcome.has("label")
                  ? Labels.read(outcome.path("label"), entry.getKey())
                  : usual(entry.getKey()),
              outcome.path("comment").asBoolean(false),
              settings(form, outcome.path("set"), place + ".outcomes." + entry.getKey()),
              outcome.path("next").asString()));
    }
    Set<String> edit = new LinkedHashSet<>();
    for (JsonNode field : node.path("edit")) {
      edit.add(field.asString());
      if (form.field(field.asString()).isEmpty() && !form.lines().containsKey(field.asString())) {
        error(
            place + ".edit",
            Message.of("flow.field_unknown", "form", form.label(), "field", field.asString()));
      }
    }
    return new FlowNode.Human(
        key,
        label,
        approval,
        Who.read(compilation, id, form, form.schema(), node.path("who"), place + ".who"),
        edit,
        outcomes);
  }

  private static Label usualNode(String type, String key) {
    return switch (type) {
      case "start" -> new Label("提交", "Submitted");
      case "end" -> new Label("结束", "End");
      default -> Label.of(key);
    };
  }

  private static Label usual(String outcome) {
    return switch (outcome) {
      case "approve" -> new Label("同意", "Approve");
      case "reject" -> new Label("驳回", "Reject");
      case "submit" -> new Label("提交", "Submit");
      default -> Label.of(outcome);
    };
  }

  private List<Setting> settings(Form form, JsonNode set, String place) {
    List<Setting> settings = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : set.properties()) {
      FormField field = form.fields().get(entry.getKey());
      String at = place + ".set." + entry.getKey();
      if (field == null || field.filling().isComputed()) {
        error(at, Message.of("flow.field_unknown", "form", form.label(), "field", entry.getKey()));
        continue;
      }
      Formula value =
          formulas.read(
              entry.getValue().asString(),
              form.schema(),
              field.type().valueType(),
              at,
              Evaluator.JVM);
      if (value == null) {
        sound = false;
      } else {
        settings.add(new Setting(field.key(), value));
      }
    }
    return List.copyOf(settings);
  }

  private @Nullable Formula condition(JsonNode formula, Form form, String place) {
    if (!formula.isString()) {
      return null;
    }
    Formula read =
        formulas.read(
            formula.stringValue(), form.schema(), ValueType.BOOLEAN, place, Evaluator.JVM);
    sound = sound && read != null;
    return read;
  }

  private void checkNext(FlowNode node) {
    node.next()
        .filter(next -> !nodes.containsKey(next))
        .forEach(next ->
            error(
                "nodes." + node.key(),
                Message.of("flow.next_unknown", "node", node.label(), "next", next)));
  }

  private void error(String place, Message message) {
    compilation.error(id, place, message);
    sound = false;
  }
}
