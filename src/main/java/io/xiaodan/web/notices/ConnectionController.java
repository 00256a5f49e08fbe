package io.xiaodan.web.notices;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.notification.ConnectionKind;
import io.xiaodan.notification.Connections;
import io.xiaodan.notification.Delivery;
import io.xiaodan.notification.Messenger;
import io.xiaodan.platform.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Systems outside that messages go to. Builders see which there are; administrators keep them. */
@RestController
@RequestMapping("/api/connections")
class ConnectionController {

  private final Connections connections;
  private final Messenger messenger;
  private final Roles roles;
  private final Messages messages;
  private final Ids ids;

  ConnectionController(
      Connections connections, Messenger messenger, Roles roles, Messages messages, Ids ids) {
    this.connections = connections;
    this.messenger = messenger;
    this.ids = ids;
    this.roles = roles;
    this.messages = messages;
  }

  record View(
      String key,
      String kind,
      String label,
      String address,
      boolean hasSecret,
      Map<String, String> settings,
      @Nullable Integer perMinute,
      Instant updatedAt) {}

  record Items(List<View> items, Messenger.Installed installed) {}

  record Wish(
      String kind,
      String label,
      @Nullable String url,
      @Nullable String secret,
      @Nullable Map<String, String> settings,
      @Nullable Integer perMinute) {}

  record Test(@Nullable String recipient) {}

  record Tested(boolean sent, @Nullable String reason) {}

  @GetMapping
  Items all(Actor actor) {
    if (!roles.administers(actor)) {
      roles.requireBuilds(actor);
    }
    return new Items(
        connections.all().stream()
            .map(each ->
                new View(
                    each.key(),
                    each.kind().key(),
                    each.label(),
                    each.address(),
                    each.hasSecret(),
                    each.settings(),
                    each.perMinute(),
                    each.updatedAt()))
            .toList(),
        messenger.installed());
  }

  @PutMapping("/{key}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void save(@PathVariable String key, @RequestBody Wish wish, Actor actor) {
    roles.requireAdministers(actor);
    ConnectionKind kind =
        ConnectionKind.of(wish.kind())
            .orElseThrow(
                () -> Problem.of(ProblemKind.MALFORMED, "connection_kind_unknown").exception());
    connections.save(
        key,
        new Connections.Wish(
            kind,
            wish.label(),
            wish.url(),
            wish.secret(),
            Objects.requireNonNullElse(wish.settings(), Map.of()),
            wish.perMinute()),
        actor.personId());
  }

  @DeleteMapping("/{key}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable String key, Actor actor) {
    roles.requireAdministers(actor);
    if (!connections.remove(key)) {
      throw Problem.of(ProblemKind.NOT_FOUND, "no_connection", "key", key).exception();
    }
  }

  @PostMapping("/{key}/test")
  Tested test(
      @PathVariable String key, @RequestBody(required = false) @Nullable Test test, Actor actor) {
    roles.requireAdministers(actor);
    String title = messages.text(Message.of("connection_test_title"), actor.language());
    String text =
        messages.text(Message.of("connection_test_text", "person", actor.name()), actor.language());
    Delivery outcome =
        messenger.test(key, test == null ? null : test.recipient(), title, text, ids.next());
    Message reason =
        switch (outcome) {
          case Delivery.Sent _ -> null;
          case Delivery.Held held -> held.reason();
          case Delivery.NotSent(Message why) -> why;
          case Delivery.Failed(boolean _, Message why) -> why;
        };
    return new Tested(
        reason == null, reason == null ? null : messages.text(reason, actor.language()));
  }
}
