package io.xiaodan.flow;

import io.xiaodan.action.Action;
import io.xiaodan.action.ActionReader;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.Labels;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Turns a flow's document into its graph; reports what does not fit the form. A flow that is part
 * of another becomes nodes of that one, under the key of the node where it stands and a dot.
 */
final class FlowCompiler {

  private static final int USUAL_URGE_MINUTES = 30;

  private final ArtifactId id;
  private final JsonNode document;
  private final Compilation compilation;
  private final Function<String, Optional<JsonNode>> documents;
  private final Map<String, FlowNode> nodes = new LinkedHashMap<>();
  private final Set<String> uses = new LinkedHashSet<>();
  private String start = "";

  /**
   * @param documents the documents of other flows, by key
   */
  FlowCompiler(
      ArtifactId id,
      JsonNode document,
      Compilation compilation,
      Function<String, Optional<JsonNode>> documents) {
    this.id = id;
    this.document = document;
    this.compilation = compilation;
    this.documents = documents;
  }

  /** The flow, or null when its graph does not hold together. */
  @Nullable Flow compile() {
    String formKey = document.path("form").asString("");
    Form form = compilation.find(Form.TYPE, formKey);
    if (form == null) {
      compilation.error(id, "form", Message.of("flow.form_unknown", "form", formKey));
      return null;
    }
    Reading reading = new Reading(id, form, compilation);
    start = startOf(document, reading, "nodes");
    uses.add(id.key());
    for (JsonNode node : document.path("nodes")) {
      add(reading, node, new Inside("", "", ""));
    }
    nodes.values().forEach(node -> checkNext(reading, node));
    Formula startsWhen = reading.condition(document.path("start").path("when"), "start.when");
    JsonNode withdraw = document.path("withdraw");
    Flow.Withdrawal withdrawal =
        new Flow.Withdrawal(
            HumanReader.word(Flow.Until.class, withdraw.path("until"), Flow.Until.NEVER),
            reading.settings(withdraw.path("set"), "withdraw"));
    List<Setting> terminated =
        reading.settings(document.path("terminate").path("set"), "terminate");
    JsonNode urgency = document.path("priority");
    Flow.Priority priority =
        new Flow.Priority(
            reading.condition(urgency.path("urgent"), "priority.urgent"),
            reading.condition(urgency.path("high"), "priority.high"));
    Flow.Ceiling ceiling = ceiling(reading, document.path("ceiling"));
    if (!reading.isSound()) {
      return null;
    }
    Map<String, List<String>> blocks = new Blocks(reading::error, start, nodes).find();
    return reading.isSound()
        ? new Flow(
            id.key(),
            Labels.read(document.path("label"), id.key()),
            formKey,
            HumanReader.word(
                Flow.StartsOn.class, document.path("start").path("on"), Flow.StartsOn.CREATE),
            startsWhen,
            start,
            nodes,
            blocks,
            withdrawal,
            terminated,
            document.path("urge").path("every").asInt(USUAL_URGE_MINUTES),
            priority,
            ceiling,
            uses)
        : null;
  }

  private static Flow.@Nullable Ceiling ceiling(Reading reading, JsonNode ceiling) {
    if (!ceiling.isObject()) {
      return null;
    }
    String key = ceiling.path("field").asString("");
    FormField field = reading.form().fields().get(key);
    if (field == null || !field.type().valueType().equals(ValueType.NUMBER)) {
      reading.error("ceiling.field", Message.of("flow.ceiling_number", "field", key));
      return null;
    }
    return new Flow.Ceiling(key, ceiling.path("judge").asString("").equals("difference"));
  }

  /**
   * Where a node stands.
   *
   * @param prefix of keys, for a flow that is part of another
   * @param next where the part leads when it ends
   * @param rejected where it leads when it ends as rejected
   */
  private record Inside(String prefix, String next, String rejected) {}

  private static String startOf(JsonNode flow, Reading reading, String place) {
    List<String> starts =
        flow.path("nodes")
            .valueStream()
            .filter(node -> node.path("type").asString("").equals("start"))
            .map(node -> node.path("key").asString())
            .toList();
    if (starts.size() != 1) {
      reading.error(place, Message.of("flow.one_start", "count", starts.size()));
    }
    return starts.isEmpty() ? "" : starts.getFirst();
  }

  private void add(Reading reading, JsonNode node, Inside inside) {
    String key = inside.prefix() + node.path("key").asString();
    String place = "nodes." + key;
    String type = node.path("type").asString();
    Label label = node.has("label") ? Labels.read(node.path("label"), key) : usualNode(type, key);
    String next = inside.prefix() + node.path("next").asString("");
    FlowNode compiled =
        switch (type) {
          case "start" -> start(reading, key, label, node, inside);
          case "condition" ->
              new FlowNode.Condition(
                  key, label, branches(reading, node, place, inside), otherwise(node, inside));
          case "decision_table" ->
              new TableReader(reading, inside.prefix()).read(key, label, node, place);
          case "approve", "handle" ->
              new HumanReader(reading, inside.prefix(), start)
                  .read(key, label, node, place, type.equals("approve"));
          case "cc" ->
              new FlowNode.Copy(
                  key,
                  label,
                  new PartyReader(reading, inside.prefix()).read(node.path("who"), place + ".who"),
                  reading.message(node.path("message"), place + ".message"),
                  next);
          case "parallel", "inclusive" ->
              new FlowNode.Split(
                  key,
                  label,
                  type.equals("parallel"),
                  branches(reading, node, place, inside),
                  otherwise(node, inside),
                  inside.prefix() + node.path("join").asString());
          case "join" -> new FlowNode.Join(key, label, next);
          case "delay" -> delay(reading, key, label, node, next);
          case "action" -> action(reading, key, label, node, next);
          case "subflow" -> subflow(reading, key, label, node, inside);
          default -> end(reading, key, label, node, inside);
        };
    if (nodes.put(key, compiled) != null) {
      reading.error(place, Message.of("flow.node_twice", "node", key));
    }
  }

  private static FlowNode start(
      Reading reading, String key, Label label, JsonNode node, Inside inside) {
    String place = "nodes." + key;
    List<Setting> settings = reading.settings(node.path("set"), place);
    String next = inside.prefix() + node.path("next").asString();
    return inside.prefix().isEmpty()
        ? new FlowNode.Start(
            key, label, settings, reading.fields(node.path("edit"), place + ".edit"), next)
        : new FlowNode.Pass(key, label, settings, next);
  }

  private static FlowNode end(
      Reading reading, String key, Label label, JsonNode node, Inside inside) {
    List<Setting> settings = reading.settings(node.path("set"), "nodes." + key);
    boolean rejected = node.path("result").asString("").equals("rejected");
    return inside.prefix().isEmpty()
        ? new FlowNode.End(key, label, settings, rejected)
        : new FlowNode.Pass(key, label, settings, rejected ? inside.rejected() : inside.next());
  }

  private static List<Branch> branches(
      Reading reading, JsonNode node, String place, Inside inside) {
    List<Branch> branches = new ArrayList<>();
    for (JsonNode branch : node.path("branches")) {
      String key = branch.path("key").asString();
      String at = place + ".branches." + key;
      Formula when = reading.condition(branch.path("when").asString("TRUE"), at + ".when");
      if (when != null) {
        branches.add(
            new Branch(
                key,
                Labels.read(branch.path("label"), key),
                when,
                reading.settings(branch.path("set"), at),
                inside.prefix() + branch.path("next").asString()));
      }
    }
    return branches;
  }

  private static @Nullable String otherwise(JsonNode node, Inside inside) {
    JsonNode otherwise = node.path("else");
    return otherwise.isString() ? inside.prefix() + otherwise.stringValue() : null;
  }

  private static FlowNode delay(
      Reading reading, String key, Label label, JsonNode node, String next) {
    JsonNode until = node.path("until");
    if (until.isString() == node.has("after")) {
      reading.error("nodes." + key, Message.of("flow.delay_until_when", "node", label));
    }
    return new FlowNode.Delay(
        key,
        label,
        node.has("after") ? Integer.valueOf(node.path("after").asInt()) : null,
        HumanReader.isWorking(node),
        until.isString() ? reading.formula(until.stringValue(), "nodes." + key + ".until") : null,
        next);
  }

  private FlowNode action(Reading reading, String key, Label label, JsonNode node, String next) {
    String place = "nodes." + key + ".do";
    Action action = new ActionReader(compilation, id, reading.form()).read(node.path("do"), place);
    if (action == null) {
      reading.error(place, Message.of("flow.action_unclear", "node", label));
      return new FlowNode.Pass(key, label, List.of(), next);
    }
    return new FlowNode.Perform(key, label, action, next);
  }

  /** Puts the nodes of another flow in the place of the node. */
  private FlowNode subflow(Reading reading, String key, Label label, JsonNode node, Inside inside) {
    String flow = node.path("flow").asString();
    String place = "nodes." + key;
    JsonNode part = documents.apply(flow).orElse(null);
    String next = inside.prefix() + node.path("next").asString();
    if (part == null || !part.path("form").asString("").equals(reading.form().key())) {
      reading.error(place, Message.of("flow.part_unknown", "flow", flow));
      return new FlowNode.Pass(key, label, List.of(), next);
    }
    boolean circle = !uses.add(flow) && isWithin(inside.prefix(), flow);
    if (circle || flow.equals(id.key())) {
      reading.error(place, Message.of("flow.part_of_itself", "flow", flow));
      return new FlowNode.Pass(key, label, List.of(), next);
    }
    String prefix = key + ".";
    String rejected =
        inside.prefix() + node.path("rejected").asString(node.path("next").asString());
    parts.put(prefix, flow);
    for (JsonNode each : part.path("nodes")) {
      add(reading, each, new Inside(prefix, next, rejected));
    }
    return new FlowNode.Pass(key, label, List.of(), prefix + startOf(part, reading, place));
  }

  /** Which flow stands under which prefix. */
  private final Map<String, String> parts = new LinkedHashMap<>();

  private boolean isWithin(String prefix, String flow) {
    return parts.entrySet().stream()
        .anyMatch(part -> prefix.startsWith(part.getKey()) && part.getValue().equals(flow));
  }

  private static Label usualNode(String type, String key) {
    return switch (type) {
      case "start" -> new Label("提交", "Submitted");
      case "end" -> new Label("结束", "End");
      default -> Label.of(key);
    };
  }

  private void checkNext(Reading reading, FlowNode node) {
    List<String> leads = new ArrayList<>(node.next().toList());
    if (node instanceof FlowNode.Split split) {
      leads.add(split.join());
    }
    if (node instanceof FlowNode.Human human) {
      leads.addAll(human.asking().back().to());
      if (human.who().table() != null) {
        leads.add(Objects.requireNonNull(human.who().table()));
      }
    }
    leads.stream()
        .filter(next -> !nodes.containsKey(next))
        .forEach(next ->
            reading.error(
                "nodes." + node.key(),
                Message.of("flow.next_unknown", "node", node.label(), "next", next)));
  }
}
