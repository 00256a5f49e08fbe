package io.xiaodan.web.task;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.attachment.Attachment;
import io.xiaodan.attachment.Attachments;
import io.xiaodan.flow.Act;
import io.xiaodan.flow.Flow;
import io.xiaodan.flow.FlowCopy;
import io.xiaodan.flow.FlowEvent;
import io.xiaodan.flow.FlowNode;
import io.xiaodan.flow.FlowStatus;
import io.xiaodan.flow.FlowWays;
import io.xiaodan.flow.Flows;
import io.xiaodan.flow.Raised;
import io.xiaodan.form.Form;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordSummaries;
import io.xiaodan.record.RecordSummary;
import io.xiaodan.task.StoredTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The way of a record as the API shows it. */
@Component
class FlowView {

  private final Flows flows;
  private final People people;
  private final Roles roles;
  private final Messages messages;
  private final RecordSummaries summaries;
  private final Attachments attachments;
  private final Access access;

  FlowView(
      Flows flows,
      People people,
      Roles roles,
      Messages messages,
      RecordSummaries summaries,
      Attachments attachments,
      Access access) {
    this.attachments = attachments;
    this.access = access;
    this.flows = flows;
    this.people = people;
    this.roles = roles;
    this.messages = messages;
    this.summaries = summaries;
  }

  Map<String, @Nullable Object> of(String form, FlowStatus status, Caller caller) {
    Language language = caller.actor().language();
    Flow flow = status.flow();
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("state", status.state());
    view.put("flow", flow == null ? null : flow.key());
    view.put("label", flow == null ? null : flow.label().in(language));
    view.put("result", status.result());
    view.put("current", status.open().stream().map(place -> place(flow, place, language)).toList());
    view.put(
        "trail",
        flow == null
            ? List.of()
            : trail(flow, status.startedAt(), status.startedBy(), status.trail(), language));
    view.put("next", next(status.next(), language));
    view.put("finishedAt", status.finishedAt());
    view.put("may", status.may().stream().map(Act::key).toList());
    view.put("submits", status.submits());
    view.put("raised", raised(form, status.raised(), caller));
    view.put("graph", flow == null ? null : FlowGraph.of(flow, language));
    view.put(
        "earlier",
        status.earlier().stream()
            .map(each -> {
              Map<String, @Nullable Object> earlier = new LinkedHashMap<>();
              earlier.put("label", each.flow().label().in(language));
              earlier.put("startedAt", each.startedAt());
              earlier.put("finishedAt", each.finishedAt());
              earlier.put("result", each.result());
              earlier.put("raised", raised(form, each.raised(), caller));
              earlier.put(
                  "trail",
                  trail(each.flow(), each.startedAt(), each.startedBy(), each.trail(), language));
              return earlier;
            })
            .toList());
    return view;
  }

  private List<Map<String, @Nullable Object>> trail(
      Flow flow,
      @Nullable Instant startedAt,
      @Nullable UUID startedBy,
      List<FlowStatus.Done> done,
      Language language) {
    List<Map<String, @Nullable Object>> trail = new ArrayList<>();
    if (startedBy != null) {
      Map<String, @Nullable Object> start = node(flow.node(flow.start()), language);
      start.put("at", startedAt);
      start.put("person", person(startedBy));
      start.put("act", Act.START.key());
      start.put("action", Act.START.key());
      start.put("actionLabel", messages.text(Message.of("flow.act.start"), language));
      start.put("comment", null);
      trail.add(start);
    }
    Map<UUID, Attachment> files =
        attachments.describe(
            done.stream()
                .flatMap(each ->
                    Stream.concat(
                        each.event().files().stream(), Stream.ofNullable(each.event().signature())))
                .toList());
    done.forEach(each -> trail.add(entry(flow, each, files, language)));
    return trail;
  }

  /** What was exceeded, as far as the reader may see those fields. */
  private @Nullable Map<String, Object> raised(
      String form, @Nullable Raised raised, Caller caller) {
    Form found = caller.blueprint().find(Form.TYPE, form).orElse(null);
    if (raised == null || found == null) {
      return null;
    }
    FormAccess rights = access.of(caller.blueprint(), caller.actor(), found);
    if (!rights.seesFieldAlways(raised.field())) {
      return null;
    }
    List<Map<String, @Nullable Object>> changes = new ArrayList<>();
    for (Raised.Shift shift : raised.changes()) {
      if (rights.seesFieldAlways(shift.field())) {
        Map<String, @Nullable Object> change = new LinkedHashMap<>();
        change.put("field", shift.field());
        change.put("before", shift.before());
        change.put("after", shift.after());
        changes.add(change);
      }
    }
    return Map.of(
        "field",
        raised.field(),
        "from",
        raised.from().stripTrailingZeros().toPlainString(),
        "to",
        raised.to().stripTrailingZeros().toPlainString(),
        "changes",
        changes);
  }

  private Map<String, @Nullable Object> place(
      @Nullable Flow flow, FlowStatus.Place place, Language language) {
    Map<String, @Nullable Object> view =
        node(flow == null ? null : flow.nodes().get(place.node()), language);
    view.put("node", place.node());
    view.put("token", place.token());
    view.put("voice", place.voice());
    view.put("until", place.until());
    view.put("addedBy", place.addedBy() == null ? null : person(place.addedBy()));
    StoredTask task = place.task();
    view.put("task", task == null ? null : task.id());
    view.put("since", task == null ? null : task.createdAt());
    view.put("due", task == null ? null : task.due());
    view.put(
        "assignees",
        task == null
            ? List.of()
            : flows.assignees(task.id()).stream().map(who -> name(who, language)).toList());
    return view;
  }

  private Map<String, @Nullable Object> entry(
      @Nullable Flow flow, FlowStatus.Done done, Map<UUID, Attachment> files, Language language) {
    FlowEvent event = done.event();
    FlowNode node = flow == null || event.node() == null ? null : flow.nodes().get(event.node());
    Map<String, @Nullable Object> view = node(node, language);
    boolean decision = event.act() == Act.APPROVE || event.act() == Act.REJECT;
    String action = event.outcome() == null ? event.act().key() : event.outcome();
    view.put("at", event.at());
    view.put("since", done.since());
    view.put("person", person(event.by()));
    view.put("for", event.behalf() == null ? null : person(event.behalf()));
    view.put("act", event.act().key());
    view.put("action", action);
    view.put(
        "actionLabel",
        decision && node instanceof FlowNode.Human human && human.outcomes().containsKey(action)
            ? human.outcomes().get(action).label().in(language)
            : messages.text(Message.of("flow.act." + event.act().key()), language));
    view.put("comment", event.comment());
    view.put("people", event.people().stream().map(this::person).toList());
    view.put("files", event.files().stream().map(files::get).filter(Objects::nonNull).toList());
    view.put("signature", event.signature());
    view.put("via", event.via());
    return view;
  }

  private Map<String, Object> person(UUID id) {
    return Map.of("id", id, "title", people.name(id));
  }

  private String name(String who, Language language) {
    String key = who.substring(who.indexOf(':') + 1);
    return who.startsWith("person:") ? people.name(UUID.fromString(key)) : role(key, language);
  }

  private String role(String key, Language language) {
    return roles.find(key).map(role -> role.label().in(language)).orElse(key);
  }

  private static Map<String, @Nullable Object> node(@Nullable FlowNode node, Language language) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("node", node == null ? null : node.key());
    view.put("label", node == null ? null : node.label().in(language));
    return view;
  }

  /** The way ahead. */
  List<Map<String, @Nullable Object>> next(List<FlowStatus.Next> next, Language language) {
    List<Map<String, @Nullable Object>> views = new ArrayList<>();
    for (FlowStatus.Next each : next) {
      Map<String, @Nullable Object> view = node(each.node(), language);
      view.put(
          "assignees",
          Stream.concat(
                  each.roles().stream().map(role -> role(role, language)),
                  each.people().stream().map(people::name))
              .toList());
      views.add(view);
    }
    return views;
  }

  List<Map<String, @Nullable Object>> started(Caller caller, List<FlowWays.Started> shown) {
    Map<UUID, RecordSummary> records =
        records(
            caller,
            shown.stream()
                .collect(
                    Collectors.groupingBy(
                        FlowWays.Started::form,
                        Collectors.mapping(FlowWays.Started::recordId, Collectors.toList()))));
    Language language = caller.actor().language();
    List<Map<String, @Nullable Object>> views = new ArrayList<>();
    for (FlowWays.Started each : shown) {
      Flow flow = caller.blueprint().find(Flow.TYPE, each.flow()).orElse(null);
      Map<String, @Nullable Object> view = record(each.form(), each.recordId(), records);
      view.put("id", each.id());
      view.put("flow", each.flow());
      view.put("label", flow == null ? each.flow() : flow.label().in(language));
      view.put("state", each.state());
      view.put("result", each.result());
      view.put("startedAt", each.startedAt());
      view.put("finishedAt", each.finishedAt());
      view.put(
          "nodes",
          each.nodes().stream()
              .map(key ->
                  flow == null || !flow.nodes().containsKey(key)
                      ? key
                      : flow.node(key).label().in(language))
              .toList());
      views.add(view);
    }
    return views;
  }

  List<Map<String, @Nullable Object>> copies(Caller caller, List<FlowCopy> shown) {
    Map<UUID, RecordSummary> records =
        records(
            caller,
            shown.stream()
                .collect(
                    Collectors.groupingBy(
                        FlowCopy::form,
                        Collectors.mapping(FlowCopy::recordId, Collectors.toList()))));
    List<Map<String, @Nullable Object>> views = new ArrayList<>();
    for (FlowCopy each : shown) {
      Map<String, @Nullable Object> view = record(each.form(), each.recordId(), records);
      view.put("instance", each.instance());
      view.put("at", each.at());
      Instant read = each.readAt();
      view.put("readAt", read);
      views.add(view);
    }
    return views;
  }

  private Map<UUID, RecordSummary> records(Caller caller, Map<String, List<UUID>> byForm) {
    Map<UUID, RecordSummary> found = new HashMap<>();
    byForm.forEach((form, ids) -> found.putAll(summaries.of(caller, form, ids)));
    return found;
  }

  private static Map<String, @Nullable Object> record(
      String form, UUID id, Map<UUID, RecordSummary> records) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    RecordSummary record = records.get(id);
    view.put("form", form);
    view.put("record", record == null ? null : Map.of("id", id, "title", record.title()));
    return view;
  }
}
