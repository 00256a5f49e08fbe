package io.xiaodan.web.notices;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.notification.DeliveryFilter;
import io.xiaodan.notification.DeliveryPage;
import io.xiaodan.notification.LoggedMessage;
import io.xiaodan.notification.Messenger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which messages went out and which did not, and why; for administrators. */
@RestController
@RequestMapping("/api/deliveries")
class DeliveryController {

  private final Messenger messenger;
  private final Roles roles;
  private final Messages messages;

  DeliveryController(Messenger messenger, Roles roles, Messages messages) {
    this.messenger = messenger;
    this.roles = roles;
    this.messages = messages;
  }

  record Items(List<View> items, @Nullable String next) {}

  record View(
      UUID id,
      Instant at,
      String channel,
      String recipient,
      @Nullable String subject,
      String body,
      String state,
      @Nullable Why reason,
      int attempts,
      boolean together) {}

  record Why(String code, String message) {}

  @GetMapping
  Items list(
      @RequestParam(required = false) @Nullable String channel,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String text,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit,
      Actor actor) {
    roles.requireAdministers(actor);
    DeliveryPage page =
        messenger.deliveries(
            new DeliveryFilter(channel, state, text), after, Paging.bounded(limit));
    return new Items(
        page.items().stream().map(message -> view(message, actor.language())).toList(),
        page.next());
  }

  @GetMapping("/counts")
  Map<String, Long> counts(Actor actor) {
    roles.requireAdministers(actor);
    return messenger.counts();
  }

  @PostMapping("/{id}/send")
  View sendAgain(@PathVariable UUID id, Actor actor) {
    roles.requireAdministers(actor);
    messenger.sendAgain(id);
    return messenger
        .delivery(id)
        .map(message -> view(message, actor.language()))
        .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "no_delivery").exception());
  }

  private View view(LoggedMessage message, Language language) {
    Why reason =
        message.reason() == null
            ? null
            : new Why(message.reason().code(), messages.text(message.reason(), language));
    return new View(
        message.id(),
        message.at(),
        message.channel(),
        message.recipient(),
        message.subject(),
        message.body(),
        message.state(),
        reason,
        message.attempts(),
        message.together());
  }
}
