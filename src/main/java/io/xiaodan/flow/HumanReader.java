package io.xiaodan.flow;

import io.xiaodan.flow.Asking.Again;
import io.xiaodan.flow.Asking.Back;
import io.xiaodan.flow.Asking.FieldUse;
import io.xiaodan.flow.Asking.Nobody;
import io.xiaodan.flow.Asking.Own;
import io.xiaodan.flow.Asking.Then;
import io.xiaodan.form.Labels;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads nodes that ask people. */
final class HumanReader {

  /** What a node offers where its document does not say; sending back has to be asked for. */
  private static final Set<Act> USUAL =
      EnumSet.of(
          Act.TRANSFER,
          Act.DELEGATE,
          Act.ADD_BEFORE,
          Act.ADD_AFTER,
          Act.ADD_PARALLEL,
          Act.REMOVE,
          Act.TAKE_BACK,
          Act.URGE,
          Act.CC);

  private static final int HALF = 50;

  private final Reading reading;
  private final String prefix;
  private final String start;
  private final PartyReader people;

  /**
   * @param prefix of the keys of nodes, for a flow that is part of another
   * @param start key of the start of the whole flow
   */
  HumanReader(Reading reading, String prefix, String start) {
    this.reading = reading;
    this.prefix = prefix;
    this.start = start;
    this.people = new PartyReader(reading, prefix);
  }

  FlowNode.Human read(String key, Label label, JsonNode node, String place, boolean approval) {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.path("outcomes").properties()) {
      outcomes.put(entry.getKey(), outcome(entry.getKey(), entry.getValue(), place));
    }
    Asking asking = asking(node, place);
    if (asking.nobody() == Nobody.REJECT && outcomes.size() < 2) {
      reading.error(place + ".nobody", Message.of("flow.no_rejection", "node", label));
    }
    Set<String> edit = new LinkedHashSet<>(reading.fields(node.path("edit"), place + ".edit"));
    asking
        .fields()
        .forEach((field, use) -> {
          if (use == FieldUse.EDIT || use == FieldUse.REQUIRED) {
            edit.add(field);
          }
        });
    return new FlowNode.Human(
        key,
        label,
        approval,
        people.read(node.path("who"), place + ".who"),
        edit,
        outcomes,
        asking);
  }

  private Outcome outcome(String key, JsonNode outcome, String place) {
    return new Outcome(
        key,
        outcome.has("label") ? Labels.read(outcome.path("label"), key) : usual(key),
        outcome.path("comment").asBoolean(false),
        reading.settings(outcome.path("set"), place + ".outcomes." + key),
        prefix + outcome.path("next").asString());
  }

  static Label usual(String outcome) {
    return switch (outcome) {
      case "approve" -> new Label("同意", "Approve");
      case "reject" -> new Label("驳回", "Reject");
      case "submit" -> new Label("提交", "Submit");
      default -> Label.of(outcome);
    };
  }

  private Asking asking(JsonNode node, String place) {
    JsonNode nobody = node.path("nobody");
    Set<Act> offered = offered(node.path("actions"));
    if (node.has("return") && !node.has("actions")) {
      offered.add(Act.RETURN);
    }
    return new Asking(
        word(Mode.class, node.path("mode"), Mode.ANY),
        node.path("share").asInt(HALF),
        nobody.isObject() ? Nobody.PEOPLE : word(Nobody.class, nobody, Nobody.ADMINISTRATOR),
        List.copyOf(Reading.uuids(nobody.path("people"))),
        word(Own.class, node.path("own"), Own.ALLOW),
        word(Again.class, node.path("again"), Again.ASK),
        offered,
        back(node.path("return"), place),
        uses(node.path("fields"), place + ".fields"),
        labels(node.path("opinions")),
        node.path("signature").asBoolean(false),
        limit(node.path("limit"), place + ".limit"),
        reading.message(node.path("message"), place + ".message"));
  }

  static <E extends Enum<E>> E word(Class<E> type, JsonNode word, E usual) {
    return word.isString()
        ? Enum.valueOf(type, word.stringValue().toUpperCase(Locale.ROOT))
        : usual;
  }

  private static Set<Act> offered(JsonNode actions) {
    if (!actions.isArray()) {
      return EnumSet.copyOf(USUAL);
    }
    Set<Act> offered = EnumSet.noneOf(Act.class);
    actions.forEach(each -> offered.add(Act.of(each.asString())));
    return offered;
  }

  private Back back(JsonNode back, String place) {
    List<String> to = new ArrayList<>();
    back.path("to").forEach(each -> to.add(prefix + each.asString()));
    return new Back(
        to.isEmpty() ? List.of(start) : List.copyOf(to),
        word(Then.class, back.path("then"), Then.RERUN),
        reading.settings(back.path("set"), place + ".return"));
  }

  private Map<String, FieldUse> uses(JsonNode fields, String place) {
    Map<String, FieldUse> uses = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : fields.properties()) {
      reading.knows(entry.getKey(), place);
      uses.put(entry.getKey(), word(FieldUse.class, entry.getValue(), FieldUse.READ));
    }
    return uses;
  }

  private static List<Label> labels(JsonNode texts) {
    return texts.valueStream().map(each -> Labels.read(each, "")).toList();
  }

  private @Nullable TimeLimit limit(JsonNode limit, String place) {
    if (!limit.isObject()) {
      return null;
    }
    List<TimeLimit.Step> steps = new ArrayList<>();
    for (JsonNode step : limit.path("steps")) {
      TimeLimit.Deed deed = word(TimeLimit.Deed.class, step.path("do"), TimeLimit.Deed.REMIND);
      Party to = step.has("to") ? people.read(step.path("to"), place + ".steps") : null;
      if (deed == TimeLimit.Deed.TRANSFER && to == null) {
        reading.error(place, Message.of("flow.transfer_to_whom"));
      }
      steps.add(
          new TimeLimit.Step(
              step.path("at").asInt(),
              deed,
              step.has("every") ? Integer.valueOf(step.path("every").asInt()) : null,
              to));
    }
    return new TimeLimit(limit.path("after").asInt(), isWorking(limit), List.copyOf(steps));
  }

  static boolean isWorking(JsonNode timed) {
    return timed.path("time").asString("").equals("working");
  }
}
