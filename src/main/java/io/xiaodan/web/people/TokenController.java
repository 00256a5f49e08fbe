package io.xiaodan.web.people;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.identity.Session;
import io.xiaodan.identity.Sessions;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The API tokens there are, for administrators to look through and end. */
@RestController
@RequestMapping("/api/tokens")
class TokenController {

  private final Sessions sessions;
  private final Roles roles;

  TokenController(Sessions sessions, Roles roles) {
    this.sessions = sessions;
    this.roles = roles;
  }

  record Items(List<Session.Token> items) {}

  @GetMapping
  Items all(Actor actor) {
    roles.requireAdministers(actor);
    return new Items(sessions.tokens());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(@PathVariable UUID id, Actor actor) {
    roles.requireAdministers(actor);
    sessions.revokeToken(id);
  }
}
