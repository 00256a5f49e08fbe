package io.xiaodan.web.hooks;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.integration.Hook;
import io.xiaodan.integration.HookCall;
import io.xiaodan.integration.HookDoor;
import io.xiaodan.integration.HookMapping;
import io.xiaodan.integration.HookProof;
import io.xiaodan.integration.Hooks;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The doors for other systems, and the log of their calls; for administrators. */
@RestController
@RequestMapping("/api/hooks")
class HookController {

  private static final int MOST = 100;

  private final Hooks hooks;
  private final HookDoor door;
  private final Blueprints blueprints;
  private final Roles roles;
  private final Messages messages;

  HookController(
      Hooks hooks, HookDoor door, Blueprints blueprints, Roles roles, Messages messages) {
    this.hooks = hooks;
    this.door = door;
    this.blueprints = blueprints;
    this.roles = roles;
    this.messages = messages;
  }

  record Wish(
      String label,
      String form,
      String proof,
      @Nullable String secret,
      HookMapping mapping,
      boolean enabled,
      long rev) {}

  record View(
      UUID id,
      String label,
      String form,
      String formLabel,
      String path,
      String proof,
      boolean hasSecret,
      HookMapping mapping,
      boolean enabled,
      long rev,
      Instant updatedAt) {}

  record Items(List<View> items) {}

  record CallView(
      UUID id,
      Instant at,
      Map<String, String> headers,
      String body,
      @Nullable String key,
      String state,
      @Nullable UUID record,
      List<String> reasons,
      int replays) {}

  record Calls(List<CallView> items, @Nullable UUID next) {}

  @GetMapping
  Items all(Actor actor) {
    roles.requireAdministers(actor);
    return new Items(hooks.all().stream().map(hook -> view(hook, actor.language())).toList());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  View create(@RequestBody Wish wish, Actor actor) {
    roles.requireAdministers(actor);
    return view(hooks.create(wish(wish), actor.personId()), actor.language());
  }

  @PatchMapping("/{id}")
  View change(@PathVariable UUID id, @RequestBody Wish wish, Actor actor) {
    roles.requireAdministers(actor);
    return view(hooks.change(id, wish.rev(), wish(wish), actor.personId()), actor.language());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable UUID id, Actor actor) {
    roles.requireAdministers(actor);
    if (!hooks.remove(id)) {
      throw Problem.of(ProblemKind.NOT_FOUND, "integration.no_hook").exception();
    }
  }

  @GetMapping("/{id}/calls")
  Calls calls(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "30") int limit,
      Actor actor) {
    roles.requireAdministers(actor);
    int most = Math.clamp(limit, 1, MOST);
    List<HookCall> found = door.calls(id, state, after, most + 1);
    List<HookCall> shown = found.subList(0, Math.min(most, found.size()));
    return new Calls(
        shown.stream().map(call -> view(call, actor.language())).toList(),
        found.size() > most ? shown.getLast().id() : null);
  }

  @PostMapping("/calls/{call}/replay")
  HookDoor.Receipt replay(@PathVariable UUID call, Actor actor) {
    roles.requireAdministers(actor);
    return door.replay(call);
  }

  private static Hooks.Wish wish(Wish wish) {
    HookProof proof =
        HookProof.of(wish.proof())
            .orElseThrow(() -> Problem.of(ProblemKind.MALFORMED, "malformed").exception());
    return new Hooks.Wish(
        wish.label(), wish.form(), proof, wish.secret(), wish.mapping(), wish.enabled());
  }

  private View view(Hook hook, Language language) {
    return new View(
        hook.id(),
        hook.label(),
        hook.form(),
        blueprints
            .current()
            .find(Form.TYPE, hook.form())
            .map(form -> form.label().in(language))
            .orElse(hook.form()),
        HookDoorController.PATH + hook.address(),
        hook.proof().key(),
        hook.hasSecret(),
        hook.mapping(),
        hook.enabled(),
        hook.rev(),
        hook.updatedAt());
  }

  private CallView view(HookCall call, Language language) {
    return new CallView(
        call.id(),
        call.at(),
        call.headers(),
        call.body(),
        call.dedupe(),
        call.state(),
        call.record(),
        call.reasons().stream().map(reason -> messages.text(reason, language)).toList(),
        call.replays());
  }
}
