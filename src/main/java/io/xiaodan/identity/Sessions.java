package io.xiaodan.identity;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Signing in and out. A session is an opaque 256-bit token of which only the SHA-256 is stored.
 *
 * <p>Looking up a token costs no query while it is in memory (at most 30 s); revoking takes effect
 * at once here and, through the feed, on other nodes.
 */
@Component
public class Sessions {

  /**
   * Opens a browser session.
   *
   * @param address where the request comes from, for throttling
   * @throws io.xiaodan.kernel.ProblemException UNAUTHENTICATED {@code bad_credentials}, or LIMIT
   *     {@code sign_in_paused} with the argument {@code seconds}
   */
  public Session.Opened signIn(String login, String password, String address) {
    throw new UnsupportedOperationException();
  }

  /** The session of a token, if it is known, not expired, and its person is not disabled. */
  public Optional<Session> find(String token) {
    throw new UnsupportedOperationException();
  }

  /** Ends the session of a token; one that does not exist is no error. */
  public void signOut(String token) {
    throw new UnsupportedOperationException();
  }

  /** Ends every session of a person, API tokens included. */
  public void revokeAll(UUID personId) {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes an API token for a service person that has exactly one role, creating that person on
   * first use. It holds until it is revoked.
   *
   * @throws io.xiaodan.kernel.ProblemException INVALID when there is no such role
   */
  public Session.Opened openToken(String role) {
    throw new UnsupportedOperationException();
  }
}
