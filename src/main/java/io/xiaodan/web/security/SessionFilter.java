package io.xiaodan.web.security;

import io.xiaodan.identity.Session;
import io.xiaodan.identity.Sessions;
import io.xiaodan.web.problem.ProblemWriter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/** Finds out who asks. Runs on every dispatch of a request; pages and their files need nobody. */
final class SessionFilter implements Filter {

  private final Sessions sessions;
  private final ProblemWriter problems;
  private final ViewAs viewAs;

  SessionFilter(Sessions sessions, ViewAs viewAs, ProblemWriter problems) {
    this.sessions = sessions;
    this.viewAs = viewAs;
    this.problems = problems;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest asked = (HttpServletRequest) request;
    String path = asked.getRequestURI();
    // What anybody may ask is answered to everybody alike, whoever is signed in at the browser.
    boolean named = path.startsWith("/api/") && !path.startsWith("/api/public/");
    String token = named ? SignedIn.token(asked) : null;
    if (token != null) {
      Optional<Session> session;
      try {
        session = sessions.find(token).map(found -> viewAs.of(asked, found));
      } catch (RuntimeException e) {
        problems.write(asked, (HttpServletResponse) response, e);
        return;
      }
      session.ifPresent(found -> {
        SignedIn.remember(asked, found);
        SecurityContextHolder.setContext(new SecurityContextImpl(new SessionAuthentication(found)));
      });
    }
    chain.doFilter(request, response);
  }
}
