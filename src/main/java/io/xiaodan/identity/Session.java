package io.xiaodan.identity;

import io.xiaodan.kernel.Language;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in browser or another system's token.
 *
 * @param id public id of the session, by which it can be listed and revoked
 * @param login the person's login
 * @param csrf what a browser must repeat in a header with every writing request
 * @param expiresAt when it ends if it is not used again; null for tokens
 * @param inChinese the person behind it, reading Chinese
 * @param inEnglish the same, reading English
 */
public record Session(
    UUID id,
    Kind kind,
    String login,
    String csrf,
    @Nullable Instant expiresAt,
    Actor inChinese,
    Actor inEnglish) {

  /** How the session proves itself. */
  public enum Kind {
    /** A cookie. */
    BROWSER,
    /** An {@code Authorization: Bearer} header. */
    TOKEN;

    static Kind of(String key) {
      return valueOf(key.toUpperCase(java.util.Locale.ROOT));
    }

    String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** The person behind the session, reading one language. */
  public Actor actor(Language language) {
    return language == Language.EN ? inEnglish : inChinese;
  }

  /** A session that was just opened, with its secret, which is shown only now. */
  public record Opened(String token, Session session) {}

  /** An API token as administrators see it. */
  public record Token(UUID id, String role, Instant createdAt, Instant lastSeenAt) {}
}
