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
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
  private final Roles roles;
  private final Messages messages;

  ConnectionController(Connections connections, Roles roles, Messages messages) {
    this.connections = connections;
    this.roles = roles;
    this.messages = messages;
  }

  record View(String key, String kind, String label, String address, Instant updatedAt) {}

  record Items(List<View> items) {}

  record Wish(String kind, String label, @Nullable String url, @Nullable String secret) {}

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
                    each.key(), each.kind().key(), each.label(), each.address(), each.updatedAt()))
            .toList());
  }

  @PutMapping("/{key}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void save(@PathVariable String key, @RequestBody Wish wish, Actor actor) {
    roles.requireAdministers(actor);
    ConnectionKind kind =
        Arrays.stream(ConnectionKind.values())
            .filter(each -> each.key().equals(wish.kind()))
            .findFirst()
            .orElseThrow(
                () -> Problem.of(ProblemKind.MALFORMED, "connection_kind_unknown").exception());
    connections.save(
        key, new Connections.Wish(kind, wish.label(), wish.url(), wish.secret()), actor.personId());
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
  Tested test(@PathVariable String key, Actor actor) {
    roles.requireAdministers(actor);
    String title = messages.text(Message.of("connection_test_title"), actor.language());
    String text =
        messages.text(Message.of("connection_test_text", "person", actor.name()), actor.language());
    Delivery outcome = connections.test(key, title, text);
    Message reason =
        switch (outcome) {
          case Delivery.Sent _ -> null;
          case Delivery.NotSent(Message why) -> why;
          case Delivery.Failed(boolean _, Message why) -> why;
        };
    return new Tested(
        reason == null, reason == null ? null : messages.text(reason, actor.language()));
  }
}
