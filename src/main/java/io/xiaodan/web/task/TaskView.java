package io.xiaodan.web.task;

import io.xiaodan.flow.Act;
import io.xiaodan.flow.Asking;
import io.xiaodan.flow.FlowNode;
import io.xiaodan.flow.Flows;
import io.xiaodan.flow.Outcome;
import io.xiaodan.flow.Party;
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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A task as the API shows it. */
final class TaskView {

  private static final Outcome DONE =
      new Outcome("done", new Label("完成", "Done"), false, List.of(), "");

  private static final List<String> PRIORITIES = List.of("usual", "high", "urgent");

  private final Caller caller;
  private final People people;

  TaskView(Caller caller, People people) {
    this.caller = caller;
    this.people = people;
  }

  Map<String, @Nullable Object> of(
      StoredTask task, Optional<Flows.Work> work, @Nullable RecordSummary record) {
    Language language = caller.actor().language();
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    String nodeLabel = work.map(each -> each.node().label().in(language)).orElse(null);
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
            ? work.map(Flows.Work::outcomes).orElse(List.of(DONE)).stream()
                .map(outcome -> outcome(outcome, language))
                .toList()
            : List.of());
    view.put("edit", work.map(each -> List.copyOf(each.edit())).orElse(List.of()));
    view.put("due", task.due());
    view.put("priority", PRIORITIES.get(task.priority()));
    work.ifPresent(each -> asked(each, view, language));
    view.put(
        "done",
        task.isDone() && task.doneBy() != null ? done(task, work, task.doneBy(), language) : null);
    return view;
  }

  /** What the node says about how it asks. */
  private void asked(Flows.Work work, Map<String, @Nullable Object> view, Language language) {
    view.put("as", work.as());
    view.put("acts", work.offered().stream().map(Act::key).toList());
    view.put("choose", work.choose().stream().map(node -> choice(node, language)).toList());
    view.put("starter", Map.of("id", work.starter(), "title", people.name(work.starter())));
    view.put("startedAt", work.startedAt());
    Asking asking = work.asking();
    if (asking == null) {
      return;
    }
    view.put("mode", asking.mode().key());
    view.put(
        "back",
        Map.of(
            "to",
            work.back().stream()
                .map(node -> Map.of("node", node.key(), "label", node.label().in(language)))
                .toList(),
            "then",
            asking.back().then().name().toLowerCase(Locale.ROOT)));
    Map<String, String> fields = new LinkedHashMap<>();
    asking.fields().forEach((field, use) -> fields.put(field, use.name().toLowerCase(Locale.ROOT)));
    view.put("fields", fields);
    view.put("opinions", asking.opinions().stream().map(opinion -> opinion.in(language)).toList());
    view.put("signature", asking.signature());
  }

  private static Map<String, Object> choice(FlowNode.Human node, Language language) {
    Party.Chosen chosen = Objects.requireNonNull(node.who().chosen());
    return Map.of(
        "node",
        node.key(),
        "label",
        node.label().in(language),
        "most",
        chosen.most(),
        "roles",
        chosen.from().roles(),
        "people",
        chosen.from().people(),
        "departments",
        chosen.from().departments());
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
      StoredTask task, Optional<Flows.Work> work, UUID by, Language language) {
    Map<String, @Nullable Object> done = new LinkedHashMap<>();
    done.put("at", task.doneAt());
    done.put("by", Map.of("id", by, "title", people.name(by)));
    done.put("outcome", task.outcome());
    done.put("outcomeLabel", outcomeLabel(task, work, language));
    done.put(
        "for",
        task.doneFor() == null
            ? null
            : Map.of("id", task.doneFor(), "title", people.name(task.doneFor())));
    done.put("comment", task.comment());
    return done;
  }

  static @Nullable String outcomeLabel(
      StoredTask task, Optional<Flows.Work> work, Language language) {
    if (task.outcome() == null) {
      return null;
    }
    if (work.isEmpty()) {
      return DONE.label().in(language);
    }
    return work.get().outcomes().stream()
        .filter(each -> each.key().equals(task.outcome()))
        .findFirst()
        .map(each -> each.label().in(language))
        .orElse(task.outcome());
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
