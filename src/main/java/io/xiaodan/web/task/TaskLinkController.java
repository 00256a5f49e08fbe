package io.xiaodan.web.task;

import io.xiaodan.flow.Asking;
import io.xiaodan.flow.Flows;
import io.xiaodan.flow.RecordFlows;
import io.xiaodan.flow.TaskLinks;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.identity.People;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.link.Disclosure;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.task.StoredTask;
import io.xiaodan.web.problem.ReaderLanguage;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * A task as the link of a mail opens it; nobody is signed in here, whatever cookies came along.
 * Looking changes nothing: programs that read mails follow links too.
 */
@RestController
@RequestMapping("/api/public/tasks/{token}")
class TaskLinkController {

  private final TaskLinks links;
  private final RecordFlows flows;
  private final FlowView view;
  private final Records records;
  private final Disclosure disclosure;
  private final People people;
  private final Workspace workspace;

  TaskLinkController(
      TaskLinks links,
      RecordFlows flows,
      FlowView view,
      Records records,
      Disclosure disclosure,
      People people,
      Workspace workspace) {
    this.links = links;
    this.flows = flows;
    this.view = view;
    this.records = records;
    this.disclosure = disclosure;
    this.people = people;
    this.workspace = workspace;
  }

  record Opinion(@Nullable String comment) {}

  /** What was done. */
  record Done(String company, @Nullable String outcome) {}

  @GetMapping
  Map<String, @Nullable Object> look(@PathVariable String token, HttpServletRequest request) {
    TaskLinks.Opened opened =
        links.open(token, request.getRemoteAddr(), ReaderLanguage.of(request));
    StoredTask task = opened.task();
    Flows.Work work = opened.work();
    String form = Objects.requireNonNull(task.form());
    UUID record = Objects.requireNonNull(task.recordId());
    Language language = opened.caller().actor().language();
    Map<String, @Nullable Object> seen = new LinkedHashMap<>();
    seen.put("company", workspace.name());
    seen.put("timeZone", workspace.zone().getId());
    seen.put("person", opened.caller().actor().name());
    seen.put("node", work.node().label().in(language));
    seen.put("starter", people.name(work.starter()));
    seen.put("startedAt", work.startedAt());
    seen.put("due", task.due());
    seen.put("application", "/forms/" + form + "/" + record);
    seen.put("signIn", opened.needsApplication());
    seen.put(
        "outcomes",
        opened.needsApplication()
            ? List.of()
            : work.outcomes().stream()
                .map(outcome ->
                    Map.of(
                        "key", outcome.key(),
                        "label", outcome.label().in(language),
                        "needsComment", outcome.needsComment()))
                .toList());
    Asking asking = work.asking();
    seen.put(
        "opinions",
        asking == null
            ? List.of()
            : asking.opinions().stream().map(opinion -> opinion.in(language)).toList());
    about(opened, form, record, seen);
    return seen;
  }

  /**
   * The record and its way so far, as far as the person may see them; nothing where they may not.
   */
  private void about(
      TaskLinks.Opened opened, String form, UUID id, Map<String, @Nullable Object> seen) {
    Caller caller = opened.caller();
    try {
      StoredRecord record = records.get(caller, form, id);
      Map<String, @Nullable Object> way = view.of(form, flows.status(caller, form, id), caller);
      seen.put("title", records.title(caller, record));
      seen.put("fields", fields(opened, record));
      seen.put("raised", way.get("raised"));
      seen.put("trail", way.get("trail"));
    } catch (ProblemException e) {
      seen.put("title", null);
      seen.put("fields", List.of());
      seen.put("raised", null);
      seen.put("trail", List.of());
    }
  }

  private List<ObjectNode> fields(TaskLinks.Opened opened, StoredRecord record) {
    Form form = opened.caller().blueprint().find(Form.TYPE, record.form()).orElseThrow();
    Map<?, ?> values =
        records.json(opened.caller(), record).get("values") instanceof Map<?, ?> all
            ? all
            : Map.of();
    Asking asking = opened.work().asking();
    List<String> keys = new ArrayList<>();
    for (Object key : values.keySet()) {
      String field = String.valueOf(key);
      if (asking != null && asking.fields().get(field) == Asking.FieldUse.HIDDEN) {
        continue;
      }
      LineItems lines = form.lines().get(field);
      if (lines == null) {
        keys.add(field);
      } else {
        lines.columns().values().stream()
            .map(FormField::key)
            .filter(column -> isShown(values.get(field), column))
            .forEach(column -> keys.add(field + "." + column));
      }
    }
    return disclosure.fields(form, keys, values);
  }

  /** Whether a column says anything: what may not be seen is not in the rows. */
  private static boolean isShown(@Nullable Object rows, String column) {
    return rows instanceof List<?> list
        && list.stream().anyMatch(row -> row instanceof Map<?, ?> one && one.get(column) != null);
  }

  @PostMapping("/outcomes/{outcome}")
  Done act(
      @PathVariable String token,
      @PathVariable String outcome,
      @RequestBody Opinion opinion,
      HttpServletRequest request) {
    StoredTask done =
        links.act(
            token, request.getRemoteAddr(), ReaderLanguage.of(request), outcome, opinion.comment());
    return new Done(workspace.name(), done.outcome());
  }
}
