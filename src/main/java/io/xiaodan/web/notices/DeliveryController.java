package io.xiaodan.web.notices;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Messages;
import io.xiaodan.notification.DeliveryPage;
import io.xiaodan.notification.LoggedMessage;
import io.xiaodan.notification.Messenger;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
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
      int attempts) {}

  record Why(String code, String message) {}

  @GetMapping
  Items list(
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit,
      Actor actor) {
    roles.requireAdministers(actor);
    DeliveryPage page = messenger.deliveries(after, Paging.bounded(limit));
    return new Items(
        page.items().stream().map(message -> view(message, actor.language())).toList(),
        page.next());
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
        message.attempts());
  }
}
