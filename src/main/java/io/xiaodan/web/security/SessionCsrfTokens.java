package io.xiaodan.web.security;

import io.xiaodan.identity.Session;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/**
 * The value a page must repeat is derived from its session's secret: nothing is stored, and a
 * cookie planted by another site of the same domain does not help.
 */
final class SessionCsrfTokens implements CsrfTokenRepository {

  @Override
  public CsrfToken generateToken(HttpServletRequest request) {
    return token("none");
  }

  @Override
  public void saveToken(
      @Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {}

  @Override
  public @Nullable CsrfToken loadToken(HttpServletRequest request) {
    return SignedIn.session(request).map(session -> token(session.csrf())).orElse(null);
  }

  /** Whether a request could have been sent by another site's page without the person's will. */
  static boolean needed(HttpServletRequest request) {
    return switch (request.getMethod()) {
      case "GET", "HEAD", "OPTIONS", "TRACE" -> false;
      default ->
          SignedIn.session(request)
              .filter(session -> session.kind() == Session.Kind.BROWSER)
              .isPresent();
    };
  }

  private static CsrfToken token(String value) {
    return new DefaultCsrfToken(SignedIn.CSRF_HEADER, "_csrf", value);
  }
}
