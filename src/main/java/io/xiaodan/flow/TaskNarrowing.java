package io.xiaodan.flow;

import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.Narrowed;
import io.xiaodan.access.Narrowing;
import io.xiaodan.blueprint.Artifacts;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.task.TaskFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * A record shows itself to whoever has tasks about it as their nodes say: what all of the tasks
 * hide is hidden, what none of them lets be changed is read only. Decision record 240 says which
 * doors this holds at.
 */
@Component
class TaskNarrowing implements Narrowing {

  private final TaskFields fields;
  private final Artifacts artifacts;
  private final Blueprints blueprints;
  private final Set<String> forms = ConcurrentHashMap.newKeySet();
  private volatile long known = -1;

  TaskNarrowing(TaskFields fields, Artifacts artifacts, Blueprints blueprints) {
    this.fields = fields;
    this.artifacts = artifacts;
    this.blueprints = blueprints;
  }

  /** What a node takes away: {@code hidden} or {@code read} by field; nothing for most nodes. */
  static Map<String, String> words(@Nullable FlowNode node, boolean asks) {
    Map<String, String> words = new TreeMap<>();
    if (asks && node instanceof FlowNode.Human human) {
      human
          .asking()
          .fields()
          .forEach((field, use) -> {
            switch (use) {
              case HIDDEN -> words.put(field, "hidden");
              case READ -> words.put(field, "read");
              case EDIT, REQUIRED -> {}
            }
          });
    }
    return words;
  }

  @Override
  public Narrowed of(Blueprint blueprint, Actor actor, Form form) {
    if (!concerns(form.key())) {
      return Narrowed.NOT;
    }
    TaskFields.Said said = fields.of(actor, form.key());
    if (!said.complete()) {
      return new Many(actor, form.key(), fields.hidden(form.key()));
    }
    if (said.records().isEmpty()) {
      return Narrowed.NOT;
    }
    Map<UUID, Map<String, FieldAccess>> records = new HashMap<>();
    said.records().forEach((record, tasks) -> records.put(record, together(tasks)));
    return new Few(records);
  }

  /**
   * Whether any node of any version of a flow of the form takes something away: instances stay on
   * the version they started with, and most forms never have such a node.
   */
  private boolean concerns(String form) {
    long now = blueprints.current().version();
    if (now > known) {
      synchronized (forms) {
        artifacts
            .documentsSince("flow", known)
            .forEach(document -> document.path("nodes").forEach(node -> learn(document, node)));
        known = Math.max(now, known);
      }
    }
    return forms.contains(form);
  }

  private void learn(JsonNode flow, JsonNode node) {
    boolean narrows =
        node.path("fields")
            .valueStream()
            .anyMatch(use -> use.asString("").equals("hidden") || use.asString("").equals("read"));
    if (narrows) {
      forms.add(flow.path("form").asString(""));
    }
  }

  /** The most that one of the tasks allows. */
  private static Map<String, FieldAccess> together(List<Map<String, String>> tasks) {
    Map<String, FieldAccess> most = new HashMap<>();
    if (!tasks.isEmpty()) {
      for (String field : tasks.getFirst().keySet()) {
        FieldAccess best = FieldAccess.HIDDEN;
        for (Map<String, String> task : tasks) {
          FieldAccess one = access(task.get(field));
          best = one.compareTo(best) > 0 ? one : best;
        }
        most.put(field, best);
      }
    }
    return most;
  }

  private static FieldAccess access(@Nullable String word) {
    if (word == null) {
      return FieldAccess.EDIT;
    }
    return word.equals("hidden") ? FieldAccess.HIDDEN : FieldAccess.READ;
  }

  private static @Nullable UUID id(@Nullable Object record) {
    return record == null ? null : UUID.fromString(record.toString());
  }

  private record Few(Map<UUID, Map<String, FieldAccess>> records) implements Narrowed {
    @Override
    public FieldAccess most(@Nullable Object record, String field) {
      UUID id = id(record);
      return id == null
          ? FieldAccess.EDIT
          : records.getOrDefault(id, Map.of()).getOrDefault(field, FieldAccess.EDIT);
    }

    @Override
    public boolean hides(String field) {
      return records.values().stream().anyMatch(each -> each.get(field) == FieldAccess.HIDDEN);
    }
  }

  /** So many records that each is asked about by itself, the last one being remembered. */
  private final class Many implements Narrowed {

    private final Actor actor;
    private final String form;
    private final Set<String> hidden;
    private Map<UUID, Map<String, FieldAccess>> last = Map.of();

    Many(Actor actor, String form, Set<String> hidden) {
      this.actor = actor;
      this.form = form;
      this.hidden = hidden;
    }

    @Override
    public FieldAccess most(@Nullable Object record, String field) {
      UUID id = id(record);
      if (id == null) {
        return FieldAccess.EDIT;
      }
      Map<String, FieldAccess> most = last.get(id);
      if (most == null) {
        most = together(fields.about(actor, form, id));
        last = Map.of(id, most);
      }
      return most.getOrDefault(field, FieldAccess.EDIT);
    }

    @Override
    public boolean hides(String field) {
      return hidden.contains(field);
    }
  }
}
