package io.xiaodan.web.task;

import io.xiaodan.flow.FlowNode;
import io.xiaodan.flow.Outcome;
import io.xiaodan.form.Form;
import io.xiaodan.identity.People;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordSummary;
import io.xiaodan.task.StoredTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A task as the API shows it. */
final class TaskView {

  private static final Outcome DONE =
      new Outcome("done", new Label("完成", "Done"), false, List.of(), "");

  private final Caller caller;
  private final People people;

  TaskView(Caller caller, People people) {
    this.caller = caller;
    this.people = people;
  }

  Map<String, @Nullable Object> of(
      StoredTask task, Optional<FlowNode.Human> node, @Nullable RecordSummary record) {
    Language language = caller.actor().language();
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    String nodeLabel = node.map(human -> human.label().in(language)).orElse(null);
    String recordTitle = record == null ? null : record.title();
    view.put("id", task.id());
    view.put("kind", task.kind().key());
    view.put(
        "title",
        task.title() != null
            ? task.title()
            : (nodeLabel + (recordTitle == null ? "" : " · " + recordTitle)));
    view.put("form", task.form());
    view.put("record", record == null ? null : Map.of("id", record.id(), "title", record.title()));
    view.put("node", task.node());
    view.put("nodeLabel", nodeLabel);
    view.put("createdAt", task.createdAt());
    view.put(
        "summary",
        record == null || task.form() == null ? List.of() : summary(task.form(), record, language));
    view.put(
        "outcomes",
        task.isOpen()
            ? node
                .map(human -> List.copyOf(human.outcomes().values()))
                .orElse(List.of(DONE))
                .stream()
                .map(outcome -> outcome(outcome, language))
                .toList()
            : List.of());
    view.put("edit", node.map(human -> List.copyOf(human.edit())).orElse(List.of()));
    view.put("done", task.doneBy() == null ? null : done(task, node, task.doneBy(), language));
    return view;
  }

  private static Map<String, Object> outcome(Outcome outcome, Language language) {
    return Map.of(
        "key",
        outcome.key(),
        "label",
        outcome.label().in(language),
        "needsComment",
        outcome.needsComment());
  }

  private Map<String, @Nullable Object> done(
      StoredTask task, Optional<FlowNode.Human> node, UUID by, Language language) {
    Map<String, @Nullable Object> done = new LinkedHashMap<>();
    done.put("at", task.doneAt());
    done.put("by", Map.of("id", by, "title", people.name(by)));
    done.put("outcome", task.outcome());
    done.put("outcomeLabel", outcomeLabel(task, node, language));
    done.put("comment", task.comment());
    return done;
  }

  static @Nullable String outcomeLabel(
      StoredTask task, Optional<FlowNode.Human> node, Language language) {
    if (task.outcome() == null) {
      return null;
    }
    Outcome outcome = node.map(human -> human.outcomes().get(task.outcome())).orElse(DONE);
    return outcome == null ? task.outcome() : outcome.label().in(language);
  }

  private List<Map<String, @Nullable Object>> summary(
      String form, RecordSummary record, Language language) {
    Form found = caller.blueprint().find(Form.TYPE, form).orElse(null);
    List<Map<String, @Nullable Object>> summary = new ArrayList<>();
    record
        .values()
        .forEach((field, value) -> {
          Map<String, @Nullable Object> line = new LinkedHashMap<>();
          line.put("field", field);
          line.put(
              "label",
              found == null
                  ? field
                  : found.field(field).map(each -> each.label().in(language)).orElse(field));
          line.put("value", value);
          summary.add(line);
        });
    return summary;
  }
}
