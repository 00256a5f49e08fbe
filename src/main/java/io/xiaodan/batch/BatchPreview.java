package io.xiaodan.batch;

import io.xiaodan.batch.BatchAnswer.Difference;
import io.xiaodan.batch.BatchAnswer.Sample;
import io.xiaodan.expression.Environment;
import io.xiaodan.form.FormField;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.ListQuery;
import io.xiaodan.record.RecordBin;
import io.xiaodan.record.RecordLists;
import io.xiaodan.record.RecordPage;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Says what a job would do, by trying it on the first records without writing anything. */
@Component
class BatchPreview {

  private static final int CHECKED = 100;
  private static final int SHOWN = 8;
  private static final int REFUSALS = 20;

  private final Records records;
  private final RecordLists lists;
  private final RecordBin bin;
  private final Messages messages;
  private final Clock clock;
  private final Workspace workspace;

  BatchPreview(
      Records records,
      RecordLists lists,
      RecordBin bin,
      Messages messages,
      Clock clock,
      Workspace workspace) {
    this.records = records;
    this.lists = lists;
    this.bin = bin;
    this.messages = messages;
    this.clock = clock;
    this.workspace = workspace;
  }

  BatchAnswer of(Caller caller, String form, BatchRequest request, BatchPlan plan) {
    List<UUID> ids = request.ids();
    long count = ids == null ? lists.count(caller, form, request.query()) : ids.size();
    List<UUID> tried =
        ids == null ? first(caller, form, request) : ids.subList(0, Math.min(CHECKED, ids.size()));
    int same = 0;
    List<Sample> sound = new ArrayList<>();
    List<Sample> refused = new ArrayList<>();
    int refusals = 0;
    for (UUID id : tried) {
      boolean shown = sound.size() < SHOWN;
      try {
        Sample sample = attempt(caller, form, request, plan, id, shown);
        if (sample == null) {
          same++;
        } else if (shown) {
          sound.add(sample);
        }
      } catch (ProblemException e) {
        refusals++;
        if (refused.size() < REFUSALS) {
          refused.add(refusal(caller, form, id, e.problem()));
        }
      }
    }
    List<Sample> sample = new ArrayList<>(refused);
    sample.addAll(sound);
    return new BatchAnswer(count, tried.size(), same, refusals, sample);
  }

  private List<UUID> first(Caller caller, String form, BatchRequest request) {
    ListQuery all = request.query();
    RecordPage page =
        lists.page(
            caller,
            form,
            new ListQuery(all.filter(), all.sort(), all.search(), all.deleted(), CHECKED, null));
    return page.items().stream().map(item -> (UUID) item.get("id")).toList();
  }

  /** Null where nothing would change. */
  private @Nullable Sample attempt(
      Caller caller, String form, BatchRequest request, BatchPlan plan, UUID id, boolean shown) {
    if (request.kind() != BatchKind.EDIT) {
      StoredRecord record =
          request.kind() == BatchKind.PURGE
              ? bin.purgeable(caller, form, id)
              : records.trialMove(caller, form, id, request.kind() == BatchKind.RESTORE);
      return new Sample(id, title(caller, record), List.of(), null);
    }
    StoredRecord before = records.get(caller, form, id);
    ObjectNode values =
        plan.values(
            before,
            records.valuesSeen(caller, before),
            Environment.of(clock.instant(), workspace.zone()));
    StoredRecord after = records.trial(caller, form, id, Write.of(values));
    if (values.isEmpty()) {
      return null;
    }
    return shown
        ? new Sample(id, title(caller, before), differences(caller, plan, before, after), null)
        : new Sample(id, null, List.of(), null);
  }

  private List<Difference> differences(
      Caller caller, BatchPlan plan, StoredRecord before, StoredRecord after) {
    Map<?, ?> was = values(caller, before);
    Map<?, ?> is = values(caller, after);
    ObjectNode changed = plan.difference(before, after).get("after");
    List<Difference> differences = new ArrayList<>();
    Map<String, FormField> fields = new LinkedHashMap<>();
    plan.fields().forEach(field -> fields.put(field.key(), field));
    for (FormField field : fields.values()) {
      if (changed != null && changed.has(field.key())) {
        differences.add(
            new Difference(field.key(), field.label(), was.get(field.key()), is.get(field.key())));
      }
    }
    return differences;
  }

  private Map<?, ?> values(Caller caller, StoredRecord record) {
    return records.json(caller, record).get("values") instanceof Map<?, ?> map ? map : Map.of();
  }

  private String title(Caller caller, StoredRecord record) {
    return String.valueOf(records.json(caller, record).get("title"));
  }

  private Sample refusal(Caller caller, String form, UUID id, Problem problem) {
    Message why =
        problem.violations().isEmpty()
            ? problem.message()
            : problem.violations().getFirst().message();
    String title;
    try {
      title = title(caller, records.get(caller, form, id));
    } catch (ProblemException e) {
      title = null;
    }
    return new Sample(id, title, List.of(), messages.text(why, caller.actor().language()));
  }
}
