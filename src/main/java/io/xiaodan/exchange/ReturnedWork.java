package io.xiaodan.exchange;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.FormField;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.identity.People;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Feed;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes over what somebody chose of a returned sheet, or puts it back. Each row is one transaction
 * with the note that it is done, so that work taken up again goes on where it stopped.
 */
@Component
class ReturnedWork {

  private static final int PAGE = 100;

  private final ReturnedStore store;
  private final Blueprints blueprints;
  private final Records records;
  private final People people;
  private final Feed feed;
  private final Messages messages;
  private final TransactionTemplate transactions;
  private volatile boolean stopping;

  ReturnedWork(
      ReturnedStore store,
      Blueprints blueprints,
      Records records,
      People people,
      Feed feed,
      Messages messages,
      TransactionTemplate transactions) {
    this.store = store;
    this.blueprints = blueprints;
    this.records = records;
    this.people = people;
    this.feed = feed;
    this.messages = messages;
    this.transactions = transactions;
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    stopping = true;
  }

  void run(UUID id, boolean undo) {
    ReturnedSheet sheet = store.find(id).orElse(null);
    if (sheet == null || !sheet.state().equals(undo ? "undoing" : "applying")) {
      return;
    }
    Caller caller = new Caller(blueprints.current(), actor(sheet));
    int after = 0;
    long done = 0;
    while (true) {
      List<ReturnedRow> page = store.rows(id, after, PAGE);
      if (page.isEmpty()) {
        break;
      }
      for (ReturnedRow row : page) {
        if (stopping) {
          throw new ImportStopped();
        }
        after = row.number();
        if (undo) {
          undo(caller, sheet, row);
        } else if (row.outcome() == null) {
          apply(caller, sheet, row);
        }
        done++;
      }
      store.progress(id, done);
      publish(id, done, sheet.total(), "running");
    }
    store.end(id, undo ? "undone" : "applied", null);
    publish(id, sheet.total(), sheet.total(), "done");
  }

  void giveUp(UUID id, String error) {
    store.end(id, "failed", label(Message.of("exchange.failed", "reason", error)));
    publish(id, 1, 1, "failed");
  }

  private void publish(UUID id, long done, long total, String state) {
    feed.publish(
        "job",
        "{\"id\":\"%s\",\"done\":%d,\"total\":%d,\"state\":\"%s\"}"
            .formatted(id, done, total, state));
  }

  private void apply(Caller caller, ReturnedSheet sheet, ReturnedRow row) {
    if (!row.wanted()) {
      store.outcome(sheet.id(), row.number(), "left", null, null, null, null);
      return;
    }
    try {
      transactions.executeWithoutResult(_ -> {
        switch (row.kind()) {
          case "changed" -> change(caller, sheet, row);
          case "new" -> create(caller, sheet, row);
          default -> delete(caller, sheet, row);
        }
      });
    } catch (ProblemException e) {
      failed(sheet, row, e.problem());
    }
  }

  private void failed(ReturnedSheet sheet, ReturnedRow row, Problem problem) {
    if (problem.kind() == ProblemKind.UNAVAILABLE) {
      throw problem.exception();
    }
    Message message =
        problem.violations().isEmpty()
            ? problem.message()
            : problem.violations().getFirst().message();
    store.outcome(sheet.id(), row.number(), "failed", null, null, null, label(message));
  }

  private static ObjectNode values(ReturnedRow row) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    for (ReturnedCell cell : row.cells()) {
      if (cell.take()) {
        values.set(
            cell.field(),
            cell.value() == null ? JsonNodeFactory.instance.nullNode() : cell.value());
      }
    }
    return values;
  }

  private void change(Caller caller, ReturnedSheet sheet, ReturnedRow row) {
    UUID id = Objects.requireNonNull(row.record());
    ObjectNode values = values(row);
    StoredRecord before = records.get(caller, sheet.form(), id);
    ObjectNode was = JsonNodeFactory.instance.objectNode();
    for (String key : values.propertyNames()) {
      was.set(key, json(caller, sheet.form(), before, key));
    }
    StoredRecord after = records.update(caller, sheet.form(), id, row.rev(), Write.of(values));
    store.outcome(sheet.id(), row.number(), "applied", id, after.rev(), was, null);
  }

  private static tools.jackson.databind.JsonNode json(
      Caller caller, String form, StoredRecord record, String key) {
    FormField field =
        caller
            .blueprint()
            .find(io.xiaodan.form.Form.TYPE, form)
            .flatMap(found -> found.field(key))
            .orElse(null);
    @Nullable Object value = field == null ? null : record.values().get(key);
    return value == null || field == null
        ? JsonNodeFactory.instance.nullNode()
        : tools.jackson.databind.json.JsonMapper.shared().valueToTree(field.type().toJson(value));
  }

  private void create(Caller caller, ReturnedSheet sheet, ReturnedRow row) {
    StoredRecord made = records.create(caller, sheet.form(), Write.of(values(row)));
    store.outcome(sheet.id(), row.number(), "applied", made.id(), made.rev(), null, null);
  }

  private void delete(Caller caller, ReturnedSheet sheet, ReturnedRow row) {
    StoredRecord gone =
        records.delete(
            caller,
            sheet.form(),
            Objects.requireNonNull(row.record()),
            Objects.requireNonNull(row.rev()));
    store.outcome(sheet.id(), row.number(), "applied", gone.id(), gone.rev(), null, null);
  }

  private void undo(Caller caller, ReturnedSheet sheet, ReturnedRow row) {
    UUID id = row.record();
    Long rev = row.revAfter();
    if (!"applied".equals(row.outcome()) || id == null || rev == null) {
      return;
    }
    try {
      transactions.executeWithoutResult(_ -> {
        switch (row.kind()) {
          case "changed" ->
              records.update(
                  caller,
                  sheet.form(),
                  id,
                  rev,
                  Write.of(Objects.requireNonNull(store.before(sheet.id(), row.number()))));
          case "new" -> records.delete(caller, sheet.form(), id, rev);
          default -> records.restore(caller, sheet.form(), id);
        }
        store.outcome(sheet.id(), row.number(), "undone", null, null, null, null);
      });
    } catch (ProblemException e) {
      if (e.problem().kind() == ProblemKind.UNAVAILABLE) {
        throw e;
      }
      store.outcome(
          sheet.id(), row.number(), "kept", null, rev, null, label(e.problem().message()));
    }
  }

  private Label label(Message message) {
    return new Label(messages.text(message, Language.ZH), messages.text(message, Language.EN));
  }

  /** Whoever sent the sheet, with the rights that person has now. */
  private Actor actor(ReturnedSheet sheet) {
    return people
        .find(sheet.askedBy())
        .map(person ->
            new Actor(
                person.id(), person.name(), person.roles(), Language.ZH, Origin.USER, sheet.id()))
        .orElseThrow(() -> Problem.of(ProblemKind.FORBIDDEN, "forbidden").exception());
  }
}
