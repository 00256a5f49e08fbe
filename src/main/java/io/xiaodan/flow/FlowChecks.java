package io.xiaodan.flow;

import io.xiaodan.attachment.Attachments;
import io.xiaodan.form.type.TextType;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

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

  /** An outcome of a node, with what comes with it. */
  void answer(Actor actor, Flow flow, FlowNode.Human node, String key, Answer answer) {
    Outcome outcome = node.outcomes().get(key);
    List<Violation> violations = new ArrayList<>();
    if (outcome == null) {
      violations.add(
          Violation.at(
              "outcome", Message.of("flow.no_outcome", "node", node.label(), "outcome", key)));
    } else {
      if (outcome.needsComment() && isBlank(answer.comment())) {
        violations.add(
            Violation.at("comment", Message.of("flow.comment_needed", "outcome", outcome.label())));
      }
      if (node.asking().signature() && answer.signature() == null) {
        violations.add(
            Violation.at("signature", Message.of("flow.signature_needed", "node", node.label())));
      }
    }
    comment(answer.comment(), violations);
    editable(node.edit(), node.label(), answer.values(), violations);
    files(actor, answer.files(), violations);
    if (answer.signature() != null) {
      files(actor, List.of(answer.signature()), violations);
    }
    answer.choose().forEach((ahead, chosen) -> choice(flow, ahead, chosen, violations));
    refuse(violations);
  }

  /** What a starter hands in again. */
  void resubmission(Actor actor, FlowNode.Start start, Answer answer) {
    List<Violation> violations = new ArrayList<>();
    comment(answer.comment(), violations);
    editable(start.edit(), start.label(), answer.values(), violations);
    files(actor, answer.files(), violations);
    refuse(violations);
  }

  /** The people chosen for a node. */
  List<UUID> chosen(Flow flow, String node, Answer answer) {
    List<UUID> chosen = answer.choose().getOrDefault(node, List.of());
    List<Violation> violations = new ArrayList<>();
    comment(answer.comment(), violations);
    choice(flow, node, chosen, violations);
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
      java.util.Set<String> edit,
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
