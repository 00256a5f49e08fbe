package io.xiaodan.web.rule;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.record.Caller;
import io.xiaodan.rule.RuleButtons;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The buttons on a record that set rules off. */
@RestController
@RequestMapping("/api/forms/{form}/records/{id}/buttons")
class ButtonController {

  private final RuleButtons buttons;
  private final Blueprints blueprints;

  ButtonController(RuleButtons buttons, Blueprints blueprints) {
    this.buttons = buttons;
    this.blueprints = blueprints;
  }

  record ButtonView(String rule, String label, @Nullable String confirm) {}

  record Items(List<ButtonView> items) {}

  record Press(long rev) {}

  record Pressed(UUID run) {}

  @GetMapping
  Items list(@PathVariable String form, @PathVariable UUID id, Actor actor) {
    Language language = actor.language();
    return new Items(
        buttons.offers(new Caller(blueprints.current(), actor), form, id).stream()
            .map(offer -> {
              Label confirm = offer.confirm();
              return new ButtonView(
                  offer.rule(),
                  offer.label().in(language),
                  confirm == null ? null : confirm.in(language));
            })
            .toList());
  }

  @PostMapping("/{rule}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Pressed press(
      @PathVariable String form,
      @PathVariable UUID id,
      @PathVariable String rule,
      @RequestBody Press press,
      Actor actor) {
    Caller caller = new Caller(blueprints.current(), actor);
    return new Pressed(buttons.press(caller, form, id, rule, press.rev()));
  }
}
