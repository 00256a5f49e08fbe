package io.xiaodan.web.record;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.Caller;
import io.xiaodan.record.History;
import io.xiaodan.record.ListQuery;
import io.xiaodan.record.RecordLists;
import io.xiaodan.record.RecordPage;
import io.xiaodan.record.Records;
import io.xiaodan.record.Write;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The records of every form; the form is a path variable, its meaning comes from the blueprint. */
@RestController
@RequestMapping("/api/forms/{form}")
class RecordController {

  private static final int LONGEST_KEY = 200;

  private final Blueprints blueprints;
  private final Records records;
  private final RecordLists lists;
  private final History history;

  RecordController(Blueprints blueprints, Records records, RecordLists lists, History history) {
    this.blueprints = blueprints;
    this.records = records;
    this.lists = lists;
    this.history = history;
  }

  record Items(List<Map<String, @Nullable Object>> items) {}

  record Count(long count) {}

  @PostMapping("/records")
  @ResponseStatus(HttpStatus.CREATED)
  Map<String, @Nullable Object> create(
      @PathVariable String form,
      @RequestBody JsonNode body,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      Actor actor) {
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw Problem.invalid(
              List.of(
                  Violation.at(
                      "Idempotency-Key",
                      Message.of("record.idempotency_key", "maximum", LONGEST_KEY))))
          .exception();
    }
    Caller caller = new Caller(blueprints.current(), actor, key);
    return records.json(caller, records.create(caller, form, Write.of(body.path("values"))));
  }

  @GetMapping("/records")
  RecordPage list(
      @PathVariable String form,
      @RequestParam(required = false) @Nullable String filter,
      @RequestParam(required = false) @Nullable String sort,
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(defaultValue = "false") boolean deleted,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String after,
      Actor actor) {
    return lists.page(
        caller(actor), form, new ListQuery(filter, sort, search, deleted, limit, after));
  }

  @GetMapping("/records/count")
  Count count(
      @PathVariable String form,
      @RequestParam(required = false) @Nullable String filter,
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(defaultValue = "false") boolean deleted,
      Actor actor) {
    return new Count(
        lists.count(caller(actor), form, new ListQuery(filter, null, search, deleted, 1, null)));
  }

  @GetMapping("/choices")
  Items choices(
      @PathVariable String form,
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(required = false) @Nullable List<UUID> ids,
      @RequestParam(defaultValue = "20") int limit,
      Actor actor) {
    if (ids != null) {
      return new Items(lists.choices(caller(actor), form, ids));
    }
    return new Items(lists.choices(caller(actor), form, search, limit));
  }

  @GetMapping("/records/{id}")
  Map<String, @Nullable Object> get(@PathVariable String form, @PathVariable UUID id, Actor actor) {
    Caller caller = caller(actor);
    return records.json(caller, records.get(caller, form, id));
  }

  @PatchMapping("/records/{id}")
  Map<String, @Nullable Object> update(
      @PathVariable String form, @PathVariable UUID id, @RequestBody JsonNode body, Actor actor) {
    JsonNode rev = body.path("rev");
    if (!rev.isIntegralNumber() || !rev.canConvertToLong()) {
      throw Problem.invalid(List.of(Violation.at("rev", Message.of("record.rev_required"))))
          .exception();
    }
    Caller caller = caller(actor);
    return records.json(
        caller, records.update(caller, form, id, rev.longValue(), Write.of(body.path("values"))));
  }

  @DeleteMapping("/records/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      @PathVariable String form, @PathVariable UUID id, @RequestParam long rev, Actor actor) {
    records.delete(caller(actor), form, id, rev);
  }

  @PostMapping("/records/{id}/restore")
  Map<String, @Nullable Object> restore(
      @PathVariable String form, @PathVariable UUID id, Actor actor) {
    Caller caller = caller(actor);
    return records.json(caller, records.restore(caller, form, id));
  }

  @GetMapping("/records/{id}/history")
  Items history(
      @PathVariable String form,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Long before,
      @RequestParam(defaultValue = "500") int limit,
      Actor actor) {
    if (limit < 1) {
      throw Problem.of(ProblemKind.MALFORMED, "record.limit", "maximum", ListQuery.MOST)
          .exception();
    }
    return new Items(history.of(caller(actor), form, id, before, limit));
  }

  @GetMapping("/records/{id}/at")
  Map<String, @Nullable Object> at(
      @PathVariable String form,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Long rev,
      @RequestParam(required = false) @Nullable Instant moment,
      Actor actor) {
    return history.at(caller(actor), form, id, rev, moment);
  }

  private Caller caller(Actor actor) {
    return new Caller(blueprints.current(), actor);
  }
}
