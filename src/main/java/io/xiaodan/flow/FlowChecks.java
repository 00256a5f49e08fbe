package io.xiaodan.flow;

import io.xiaodan.attachment.Attachments;
import io.xiaodan.form.Form;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.type.TextType;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.Demands;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks what people send with what they do; everything wrong is said at once. */
@Component
class FlowChecks {

  private static final int MOST_PEOPLE = 50;
  private static final int MOST_FILES = 20;

  private final People people;
  private final Attachments attachments;
  private final Assigning assigning;

  FlowChecks(People people, Attachments attachments, Assigning assigning) {
    this.people = people;
    this.attachments = attachments;
    this.assigning = assigning;
  }

  /**
   * An outcome of a node, with what comes with it.
   *
   * @return what is wrong with it already, and what must be filled in to leave the node forward;
   *     the record's door tells it with whatever else is wrong
   * @throws io.xiaodan.kernel.ProblemException invalid for an outcome the node has not
   */
  Demands answer(
      Actor actor, Form form, Flow flow, FlowNode.Human node, String key, Answer answer) {
    Outcome outcome = node.outcomes().get(key);
    List<Violation> violations = new ArrayList<>();
    if (outcome == null) {
      throw Problem.invalid(
              List.of(
                  Violation.at(
                      "outcome",
                      Message.of("flow.no_outcome", "node", node.label(), "outcome", key))))
          .exception();
    }
    if (outcome.needsComment() && isBlank(answer.comment())) {
      violations.add(
          Violation.at("comment", Message.of("flow.comment_needed", "outcome", outcome.label())));
    }
    if (node.asking().signature() && answer.signature() == null) {
      violations.add(
          Violation.at("signature", Message.of("flow.signature_needed", "node", node.label())));
    }
    comment(answer.comment(), violations);
    editable(node.edit(), node.label(), answer.values(), violations);
    files(actor, answer.files(), violations);
    if (answer.signature() != null) {
      files(actor, List.of(answer.signature()), violations);
    }
    answer.choose().forEach((ahead, chosen) -> choice(flow, ahead, chosen, violations));
    boolean forward = node.forward().key().equals(key);
    return new Demands(violations, forward ? needed(form, node, outcome) : Map.of());
  }

  /** Fields that must be filled in, unless the outcome itself does so. */
  private static Map<String, Message> needed(Form form, FlowNode.Human node, Outcome outcome) {
    Map<String, Message> needed = new LinkedHashMap<>();
    node.asking()
        .fields()
        .forEach((field, use) -> {
          boolean set = outcome.settings().stream().anyMatch(each -> each.field().equals(field));
          if (use == Asking.FieldUse.REQUIRED && !set) {
            LineItems lines = form.lines().get(field);
            Object label =
                lines == null
                    ? form.field(field).map(each -> (Object) each.label()).orElse(field)
                    : lines.label();
            needed.put(
                field, Message.of("flow.field_needed", "node", node.label(), "field", label));
          }
        });
    return needed;
  }

  /** Of what was filled in, what may be; the rest has been told as wrong. */
  static @Nullable JsonNode allowed(Set<String> edit, @Nullable JsonNode values) {
    return values instanceof ObjectNode object ? object.deepCopy().retain(edit) : values;
  }

  /** What a starter hands in again. */
  Demands resubmission(Actor actor, FlowNode.Start start, Answer answer) {
    List<Violation> violations = new ArrayList<>();
    comment(answer.comment(), violations);
    editable(start.edit(), start.label(), answer.values(), violations);
    files(actor, answer.files(), violations);
    return new Demands(violations, Map.of());
  }

  /** The people chosen for a node. */
  List<UUID> chosen(Flow flow, String node, Answer answer) {
    List<UUID> chosen = answer.choose().getOrDefault(node, List.of());
    List<Violation> violations = new ArrayList<>();
    comment(answer.comment(), violations);
    choice(flow, node, chosen, violations);
    editable(Set.of(), flow.node(node).label(), answer.values(), violations);
    refuse(violations);
    return chosen;
  }

  /** What comes with an act that is no outcome. */
  void request(Actor actor, Request request) {
    List<Violation> violations = new ArrayList<>();
    comment(request.comment(), violations);
    files(actor, request.files(), violations);
    named(request.people(), "people", violations);
    refuse(violations);
  }

  private static void editable(
      Set<String> edit,
      io.xiaodan.kernel.Label label,
      @Nullable JsonNode values,
      List<Violation> violations) {
    if (values != null && values.isObject()) {
      for (Map.Entry<String, JsonNode> value : values.properties()) {
        if (!edit.contains(value.getKey())) {
          violations.add(
              Violation.at(
                  value.getKey(),
                  Message.of("flow.not_editable", "node", label, "field", value.getKey())));
        }
      }
    }
  }

  private static void comment(@Nullable String comment, List<Violation> violations) {
    Message unfit = comment == null ? null : TextType.COMMENT.fit(comment).refusal();
    if (unfit != null) {
      violations.add(Violation.at("comment", unfit));
    }
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private void files(Actor actor, List<UUID> files, List<Violation> violations) {
    if (files.size() > MOST_FILES
        || files.stream().anyMatch(file -> !attachments.isReadable(file, actor))) {
      violations.add(Violation.at("files", Message.of("flow.file_unknown", "most", MOST_FILES)));
    }
  }

  private void choice(Flow flow, String key, List<UUID> chosen, List<Violation> violations) {
    String place = "choose." + key;
    Party.Chosen choice =
        flow.nodes().get(key) instanceof FlowNode.Human human ? human.who().chosen() : null;
    if (choice == null) {
      violations.add(Violation.at(place, Message.of("flow.no_choice", "node", key)));
    } else if (chosen.isEmpty()
        || chosen.size() > choice.most()
        || chosen.stream().anyMatch(each -> !assigning.mayBeChosen(choice.from(), each))) {
      violations.add(
          Violation.at(
              place,
              Message.of(
                  "flow.choose_from", "node", flow.node(key).label(), "most", choice.most())));
    }
  }

  private void named(List<UUID> named, String place, List<Violation> violations) {
    if (named.size() > MOST_PEOPLE
        || named.stream().anyMatch(each -> people.find(each).filter(Person::isActive).isEmpty())) {
      violations.add(Violation.at(place, Message.of("flow.person_unknown", "most", MOST_PEOPLE)));
    }
  }

  static void refuse(List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).exception();
    }
  }
}
