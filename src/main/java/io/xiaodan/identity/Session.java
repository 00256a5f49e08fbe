package io.xiaodan.identity;

import io.xiaodan.kernel.Language;
import java.util.UUID;

/**
 * A signed-in browser or another system's token.
 *
 * @param id public id of the session, by which it can be listed and revoked
 * @param csrf what a browser must repeat in a header with every writing request
 */
public record Session(
    UUID id, Kind kind, String login, String csrf, Actor inChinese, Actor inEnglish) {

  /** How the session proves itself. */
  public enum Kind {
    /** A cookie. */
    BROWSER,
    /** An {@code Authorization: Bearer} header. */
    TOKEN
  }

  /** The person behind the session, reading one language. */
  public Actor actor(Language language) {
    return language == Language.EN ? inEnglish : inChinese;
  }

  /** A session that was just opened, with its secret, which is shown only now. */
  public record Opened(String token, Session session) {}
}
