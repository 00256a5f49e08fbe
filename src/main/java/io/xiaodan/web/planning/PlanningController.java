package io.xiaodan.web.planning;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.planning.Plans;
import io.xiaodan.web.blueprint.MenuEntries;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What to buy and make, for whom and until when. */
@RestController
@RequestMapping("/api/planning")
class PlanningController implements MenuEntries {

  private static final int MOST_DAYS = 365;

  private final Plans plans;

  PlanningController(Plans plans) {
    this.plans = plans;
  }

  @GetMapping
  Plans.Overview overview(Actor actor) {
    return plans.overview(actor);
  }

  record Run(UUID run) {}

  @PostMapping("/runs")
  Run ask(Actor actor) {
    return new Run(plans.ask(actor));
  }

  @GetMapping("/materials")
  Plans.Materials materials(
      @RequestParam(defaultValue = "short") String what,
      @RequestParam @Nullable String search,
      @RequestParam(defaultValue = "0") int offset,
      @RequestParam(defaultValue = "100") int limit,
      Actor actor) {
    return plans.materials(actor, what, search, offset, limit);
  }

  @GetMapping("/materials/{id}")
  Plans.MaterialView material(@PathVariable UUID id, Actor actor) {
    return plans.material(actor, id);
  }

  @GetMapping("/suggestions")
  Plans.Suggestions suggestions(
      @RequestParam @Nullable Boolean made,
      @RequestParam @Nullable UUID supplier,
      @RequestParam @Nullable LocalDate until,
      @RequestParam(defaultValue = "500") int limit,
      Actor actor) {
    return plans.suggestions(actor, new Plans.SuggestionQuery(made, supplier, until, limit));
  }

  @GetMapping("/suggestions/{number}")
  Plans.Pegging pegging(
      @PathVariable int number, @RequestParam(defaultValue = "0") int late, Actor actor) {
    return plans.pegging(actor, number, Math.clamp(late, 0, MOST_DAYS));
  }

  @PostMapping("/take")
  Plans.Made take(@RequestBody JsonNode body, Actor actor) {
    return plans.take(actor, wish(body));
  }

  private static Plans.Wish wish(JsonNode body) {
    try {
      List<Integer> numbers = new ArrayList<>();
      body.path("suggestions").forEach(one -> numbers.add(one.asInt()));
      return new Plans.Wish(
          UUID.fromString(body.path("run").asString("")),
          numbers,
          body.path("merge").asBoolean(false));
    } catch (IllegalArgumentException | tools.jackson.core.JacksonException e) {
      throw Problem.invalid(List.of(Violation.at("suggestions", Message.of("malformed"))))
          .exception();
    }
  }

  @Override
  public String name() {
    return "planning";
  }

  @Override
  public List<Map<String, Object>> entries(Blueprint blueprint, Actor actor) {
    return plans.seen(blueprint, actor).stream()
        .map(one -> Map.<String, Object>of("key", one.key(), "label", one.label()))
        .toList();
  }
}
