package io.xiaodan.web.amendment;

import io.xiaodan.amendment.AmendmentTerms;
import io.xiaodan.amendment.Amendments;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.Caller;
import io.xiaodan.web.blueprint.MenuEntries;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What a proposed change would do, making it, and taking it back. */
@RestController
@RequestMapping("/api")
class AmendmentController implements MenuEntries {

  private final Blueprints blueprints;
  private final Amendments amendments;
  private final AmendmentView view;

  AmendmentController(Blueprints blueprints, Amendments amendments, AmendmentView view) {
    this.blueprints = blueprints;
    this.amendments = amendments;
    this.view = view;
  }

  @GetMapping("/forms/{form}/records/{id}/amendments")
  AmendmentView.Standing standing(@PathVariable String form, @PathVariable UUID id, Actor actor) {
    return view.standing(actor, amendments.standing(caller(actor), form, id));
  }

  @PostMapping("/forms/{form}/records/{id}/amendments/impact")
  AmendmentView.Effect impact(
      @PathVariable String form, @PathVariable UUID id, @RequestBody JsonNode body, Actor actor) {
    return view.effect(actor, amendments.impact(caller(actor), form, id, body.path("values")));
  }

  @PostMapping("/forms/{form}/records/{id}/amendments")
  @ResponseStatus(HttpStatus.CREATED)
  AmendmentView.One propose(
      @PathVariable String form, @PathVariable UUID id, @RequestBody JsonNode body, Actor actor) {
    JsonNode rev = body.path("rev");
    if (!rev.isIntegralNumber() || !rev.canConvertToLong()) {
      throw Problem.invalid(List.of(Violation.at("rev", Message.of("record.rev_required"))))
          .exception();
    }
    Amendments.Wish wish =
        new Amendments.Wish(
            rev.longValue(),
            body.path("values"),
            body.path("reason").asString(""),
            body.path("draft").asBoolean(false));
    return view.one(actor, amendments.propose(caller(actor), form, id, wish));
  }

  @GetMapping("/amendments/{id}")
  AmendmentView.One get(@PathVariable UUID id, Actor actor) {
    return view.one(actor, amendments.get(caller(actor), id));
  }

  @PostMapping("/amendments/{id}/submit")
  AmendmentView.One submit(@PathVariable UUID id, Actor actor) {
    return view.one(actor, amendments.submit(caller(actor), id));
  }

  @PostMapping("/amendments/{id}/withdraw")
  AmendmentView.One withdraw(@PathVariable UUID id, Actor actor) {
    return view.one(actor, amendments.withdraw(caller(actor), id));
  }

  private Caller caller(Actor actor) {
    return new Caller(blueprints.current(), actor);
  }

  @Override
  public String name() {
    return "amended";
  }

  @Override
  public List<Map<String, Object>> entries(Blueprint blueprint, Actor actor) {
    return amendments.terms(new Caller(blueprint, actor)).stream()
        .map(AmendmentController::entry)
        .toList();
  }

  private static Map<String, Object> entry(AmendmentTerms terms) {
    return Map.of(
        "form", terms.form().key(),
        "label", terms.label(),
        "fields", terms.fields(),
        "proposals", terms.proposals().form().key(),
        "record", terms.proposals().record());
  }
}
