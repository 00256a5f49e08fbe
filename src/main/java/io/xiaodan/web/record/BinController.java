package io.xiaodan.web.record;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordBin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Removing records for good, and how long they are kept before. */
@RestController
@RequestMapping("/api")
class BinController {

  private static final int PAGE = 100;

  private final Blueprints blueprints;
  private final RecordBin bin;
  private final Roles roles;
  private final People people;

  BinController(Blueprints blueprints, RecordBin bin, Roles roles, People people) {
    this.blueprints = blueprints;
    this.bin = bin;
    this.roles = roles;
    this.people = people;
  }

  /** After how many days what lies in the recycle bin is removed; null for never. */
  record Retention(@Nullable Integer days) {}

  /** One removal. */
  record Purged(UUID id, Instant at, Map<String, Object> by, String form, UUID recordId) {}

  record PurgedPage(List<Purged> items, @Nullable UUID next) {}

  @DeleteMapping("/forms/{form}/records/{id}/purge")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void purge(@PathVariable String form, @PathVariable UUID id, Actor actor) {
    bin.purge(new Caller(blueprints.current(), actor), form, id);
  }

  @GetMapping("/bin")
  Retention retention(Actor actor) {
    OptionalInt days = bin.days();
    return new Retention(days.isPresent() ? days.getAsInt() : null);
  }

  @PutMapping("/bin")
  Retention keepFor(@RequestBody JsonNode body, Actor actor) {
    roles.requireAdministers(actor);
    JsonNode days = body.path("days");
    if (!days.isNull() && !(days.isIntegralNumber() && days.canConvertToInt())) {
      throw Problem.invalid(
              List.of(
                  Violation.at(
                      "days", Message.of("record.bin_days", "maximum", RecordBin.LONGEST))))
          .exception();
    }
    bin.keepFor(days.isNull() ? null : days.intValue());
    return retention(actor);
  }

  @GetMapping("/purges")
  PurgedPage purged(@RequestParam(required = false) @Nullable UUID after, Actor actor) {
    roles.requireAdministers(actor);
    List<RecordBin.Purged> found = bin.purged(after, PAGE);
    return new PurgedPage(
        found.stream()
            .map(each ->
                new Purged(
                    each.id(),
                    each.at(),
                    Map.of("id", each.by(), "title", people.name(each.by())),
                    each.form(),
                    each.record()))
            .toList(),
        found.size() < PAGE ? null : found.getLast().id());
  }
}
