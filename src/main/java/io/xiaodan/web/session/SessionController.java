package io.xiaodan.web.session;

import io.xiaodan.identity.Roles;
import io.xiaodan.identity.Session;
import io.xiaodan.identity.Sessions;
import io.xiaodan.identity.Setup;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Addresses;
import io.xiaodan.web.problem.ReaderLanguage;
import io.xiaodan.web.problem.Required;
import io.xiaodan.web.security.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Signing in and out. The two that open a session take JSON only, which another site's page cannot
 * send, so they need no repeated token.
 */
@RestController
@RequestMapping("/api")
class SessionController {

  private final Sessions sessions;
  private final Setup setup;
  private final Roles roles;
  private final Addresses addresses;

  SessionController(Sessions sessions, Setup setup, Roles roles, Addresses addresses) {
    this.addresses = addresses;
    this.sessions = sessions;
    this.setup = setup;
    this.roles = roles;
  }

  record Credentials(@Nullable String login, @Nullable String password) {}

  record FirstPassword(@Nullable String token, @Nullable String password) {}

  record SetupView(String login) {}

  @GetMapping("/session")
  SessionView current(HttpServletRequest request, HttpServletResponse response) {
    Session session = SignedIn.session(request).orElseThrow();
    SignedIn.keepCsrf(request, response, session);
    return view(request, session);
  }

  @PostMapping(path = "/session", consumes = MediaType.APPLICATION_JSON_VALUE)
  SessionView signIn(
      @RequestBody Credentials credentials,
      HttpServletRequest request,
      HttpServletResponse response) {
    Required required = new Required();
    String login = required.text("login", credentials.login());
    String password = required.text("password", credentials.password());
    required.check();
    return opened(sessions.signIn(login, password, request.getRemoteAddr()), request, response);
  }

  @DeleteMapping("/session")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void signOut(HttpServletRequest request, HttpServletResponse response) {
    String token = SignedIn.token(request);
    if (token != null) {
      sessions.signOut(token);
    }
    SignedIn.forget(request, response);
  }

  @GetMapping("/setup")
  SetupView setup(@RequestParam String token) {
    return setup
        .login(token)
        .map(SetupView::new)
        .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "setup_used").exception());
  }

  @PostMapping(path = "/setup", consumes = MediaType.APPLICATION_JSON_VALUE)
  SessionView complete(
      @RequestBody FirstPassword first, HttpServletRequest request, HttpServletResponse response) {
    Required required = new Required();
    String token = required.text("token", first.token());
    String password = required.text("password", first.password());
    required.check();
    return opened(setup.complete(token, password), request, response);
  }

  private SessionView opened(
      Session.Opened opened, HttpServletRequest request, HttpServletResponse response) {
    SignedIn.session(request)
        .filter(before -> before.kind() == Session.Kind.BROWSER)
        .map(_ -> SignedIn.token(request))
        .ifPresent(sessions::signOut);
    SignedIn.keep(request, response, opened);
    return view(request, opened.session());
  }

  private SessionView view(HttpServletRequest request, Session session) {
    return SessionView.of(
        session,
        session.actor(ReaderLanguage.of(request)),
        roles,
        SignedIn.viewer(request),
        addresses.base().orElse(null));
  }
}
