package io.xiaodan.web.control;

import io.xiaodan.identity.Sessions;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.ControlKey;
import io.xiaodan.web.problem.Required;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a command may ask for that can read the data folder of the running server. */
@RestController
@RequestMapping("/api/control")
class ControlController {

  private final ControlKey key;
  private final Sessions sessions;

  ControlController(ControlKey key, Sessions sessions) {
    this.key = key;
    this.sessions = sessions;
  }

  record TokenWanted(@Nullable String role) {}

  record TokenMade(String token) {}

  /** Makes an API token with one role. */
  @PostMapping("/tokens")
  TokenMade token(
      @RequestHeader(name = ControlKey.HEADER, required = false) @Nullable String sent,
      @RequestBody TokenWanted wanted) {
    if (!key.matches(sent)) {
      throw Problem.of(ProblemKind.FORBIDDEN, "forbidden").exception();
    }
    Required required = new Required();
    String role = required.text("role", wanted.role());
    required.check();
    return new TokenMade(sessions.openToken(role).token());
  }
}
