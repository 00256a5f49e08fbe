package io.xiaodan.web.batch;

import io.xiaodan.batch.BatchAnswer;
import io.xiaodan.batch.BatchJob;
import io.xiaodan.batch.BatchKind;
import io.xiaodan.batch.BatchRequest;
import io.xiaodan.batch.Batches;
import io.xiaodan.batch.NewValue;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Jobs that change many records: previewed, begun, followed, cancelled, undone. */
@RestController
class BatchController {

  private static final Set<String> OUTCOMES =
      Set.of("changed", "same", "refused", "undone", "kept");

  private final Batches batches;

  BatchController(Batches batches) {
    this.batches = batches;
  }

  /** What is asked for, as it is sent. */
  record Body(
      @Nullable String kind,
      @Nullable List<@Nullable UUID> ids,
      @Nullable JsonNode filter,
      @Nullable String search,
      @Nullable String sort,
      @Nullable Map<String, @Nullable JsonNode> values) {

    BatchRequest request() {
      List<Violation> violations = new ArrayList<>();
      BatchKind wanted = BatchKind.of(kind == null ? "" : kind).orElse(null);
      if (wanted == null) {
        violations.add(Violation.at("kind", Message.of("batch.kind")));
      }
      if (ids != null && (ids.isEmpty() || ids.stream().anyMatch(id -> id == null))) {
        violations.add(Violation.at("ids", Message.of("batch.nothing")));
      }
      Map<String, NewValue> read = new LinkedHashMap<>();
      if (values != null) {
        values.forEach((key, value) -> {
          NewValue one = read(value);
          if (one == null) {
            violations.add(Violation.at(key, Message.of("batch.value")));
          } else {
            read.put(key, one);
          }
        });
      }
      if (!violations.isEmpty() || wanted == null) {
        throw Problem.invalid(violations).exception();
      }
      return new BatchRequest(
          wanted,
          ids == null ? null : ids.stream().map(UUID.class::cast).toList(),
          text(filter),
          search,
          sort,
          read);
    }

    /** {@code {"value": …}} or {@code {"formula": "…"}}. */
    private static @Nullable NewValue read(@Nullable JsonNode sent) {
      if (sent == null || !sent.isObject() || sent.size() != 1) {
        return null;
      }
      if (sent.has("value")) {
        return new NewValue(sent.path("value"), null);
      }
      JsonNode formula = sent.path("formula");
      return formula.isString() && !formula.stringValue().isBlank()
          ? new NewValue(null, formula.stringValue())
          : null;
    }

    private static @Nullable String text(@Nullable JsonNode filter) {
      if (filter == null || filter.isNull() || filter.isMissingNode()) {
        return null;
      }
      return filter.isString() ? filter.asString() : filter.toString();
    }
  }

  /** A job as the API shows it. */
  record View(
      UUID id,
      String form,
      String kind,
      String state,
      boolean cancelling,
      long total,
      long done,
      BatchJob.Counts outcomes,
      List<String> fields,
      boolean mayUndo,
      Instant askedAt,
      @Nullable String problem,
      @Nullable Instant finishedAt) {

    static View of(BatchJob job, Language language) {
      return new View(
          job.id(),
          job.form(),
          job.request().kind().key(),
          job.state(),
          job.cancelling(),
          job.total(),
          job.done(),
          job.counts(),
          List.copyOf(job.request().values().keySet()),
          job.isUndoable(),
          job.askedAt(),
          job.problem() == null ? null : job.problem().in(language),
          job.finishedAt());
    }
  }

  record Row(
      int number,
      UUID record,
      @Nullable String title,
      @Nullable String outcome,
      @Nullable String reason) {}

  record Items<T>(List<T> items) {}

  record Rows(List<Row> items, @Nullable Integer next) {}

  /** What would happen to one record. */
  record Sample(
      UUID record, @Nullable String title, List<Change> changes, @Nullable String problem) {}

  record Change(String field, String label, @Nullable Object before, @Nullable Object after) {}

  record Preview(long count, int checked, int same, int refused, List<Sample> sample) {}

  @PostMapping("/api/forms/{form}/batches/preview")
  Preview preview(@PathVariable String form, @RequestBody Body body, Actor actor) {
    BatchAnswer answer = batches.preview(actor, form, body.request());
    return new Preview(
        answer.count(),
        answer.checked(),
        answer.same(),
        answer.refused(),
        answer.sample().stream().map(sample -> sample(sample, actor.language())).toList());
  }

  private static Sample sample(BatchAnswer.Sample sample, Language language) {
    return new Sample(
        sample.record(),
        sample.title(),
        sample.changes().stream()
            .map(change ->
                new Change(
                    change.field(), change.label().in(language), change.before(), change.after()))
            .toList(),
        sample.problem());
  }

  @PostMapping("/api/forms/{form}/batches")
  @ResponseStatus(HttpStatus.CREATED)
  View start(@PathVariable String form, @RequestBody Body body, Actor actor) {
    return View.of(batches.start(actor, form, body.request()), actor.language());
  }

  @GetMapping("/api/batches")
  Items<View> newest(Actor actor) {
    return new Items<>(
        batches.newest(actor).stream().map(job -> View.of(job, actor.language())).toList());
  }

  @GetMapping("/api/batches/{id}")
  View get(@PathVariable UUID id, Actor actor) {
    return View.of(batches.find(actor, id), actor.language());
  }

  @GetMapping("/api/batches/{id}/rows")
  Rows rows(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String outcome,
      @RequestParam(defaultValue = "0") int after,
      Actor actor) {
    if (outcome != null && !OUTCOMES.contains(outcome)) {
      throw Problem.invalid(List.of(Violation.at("outcome", Message.of("batch.outcome"))))
          .exception();
    }
    List<Batches.Named> rows = batches.rows(actor, id, outcome, after);
    return new Rows(
        rows.stream()
            .map(each ->
                new Row(
                    each.row().number(),
                    each.row().record(),
                    each.title(),
                    each.row().outcome(),
                    each.row().reason() == null ? null : each.row().reason().in(actor.language())))
            .toList(),
        rows.size() < Batches.PAGE ? null : rows.getLast().row().number());
  }

  @PostMapping("/api/batches/{id}/cancel")
  View cancel(@PathVariable UUID id, Actor actor) {
    return View.of(batches.cancel(actor, id), actor.language());
  }

  @PostMapping("/api/batches/{id}/undo")
  View undo(@PathVariable UUID id, Actor actor) {
    return View.of(batches.undo(actor, id), actor.language());
  }
}
