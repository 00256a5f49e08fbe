package io.xiaodan.web.security;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Session;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** How a request proves its session, and how a browser is told to. */
public final class SignedIn {

  /** The cookie with the session's secret; no script can read it. */
  public static final String COOKIE = "xd_session";

  /** The cookie whose value a page repeats in {@link #CSRF_HEADER} with writing requests. */
  public static final String CSRF_COOKIE = "XSRF-TOKEN";

  static final String CSRF_HEADER = "X-XSRF-TOKEN";

  private static final String ATTRIBUTE = SignedIn.class.getName();
  private static final String BEARER = "Bearer ";

  /** As long as a session can last at most; the server's word counts, not the cookie's. */
  private static final Duration KEPT = Duration.ofDays(400);

  private SignedIn() {}

  /** The session of a request; empty when nobody is signed in. */
  public static Optional<Session> session(HttpServletRequest request) {
    return Optional.ofNullable((Session) request.getAttribute(ATTRIBUTE));
  }

  /** Who really looks at what another person sees; null where people look with their own eyes. */
  public static @Nullable Actor viewer(HttpServletRequest request) {
    return ViewAs.viewer(request);
  }

  /** The secret a request carries, good or not: that of the header before that of the cookie. */
  public static @Nullable String token(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return header.substring(BEARER.length()).strip();
    }
    return cookie(request, COOKIE);
  }

  /** Has the browser keep a session. */
  public static void keep(
      HttpServletRequest request, HttpServletResponse response, Session.Opened opened) {
    set(request, response, COOKIE, opened.token(), true, KEPT);
    keepCsrf(request, response, opened.session());
  }

  /** Gives the browser the value to repeat, where it does not have it. */
  public static void keepCsrf(
      HttpServletRequest request, HttpServletResponse response, Session session) {
    if (session.kind() == Session.Kind.BROWSER
        && !session.csrf().equals(cookie(request, CSRF_COOKIE))) {
      set(request, response, CSRF_COOKIE, session.csrf(), false, KEPT);
    }
  }

  /** Has the browser forget its session. */
  public static void forget(HttpServletRequest request, HttpServletResponse response) {
    set(request, response, COOKIE, "", true, Duration.ZERO);
    set(request, response, CSRF_COOKIE, "", false, Duration.ZERO);
  }

  static void remember(HttpServletRequest request, Session session) {
    request.setAttribute(ATTRIBUTE, session);
  }

  private static @Nullable String cookie(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return null;
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(name)) {
        return cookie.getValue();
      }
    }
    return null;
  }

  private static void set(
      HttpServletRequest request,
      HttpServletResponse response,
      String name,
      String value,
      boolean httpOnly,
      Duration age) {
    ResponseCookie cookie =
        ResponseCookie.from(name, value)
            .path("/")
            .httpOnly(httpOnly)
            .secure(request.isSecure())
            .sameSite("Lax")
            .maxAge(age)
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }
}
