package io.xiaodan.notification;

import io.xiaodan.platform.Secrets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps addresses that open something without signing in out of the texts of the log, so that
 * whoever reads the table, or a backup of it, can do nothing with them. The text as it goes out
 * lies beside, sealed, as long as it may still have to go out.
 */
@Component
class MessageSecrets {

  private static final Logger log = LoggerFactory.getLogger(MessageSecrets.class);
  private static final String PURPOSE = "message";

  /** The part of an address that cannot be guessed: of a path, or the token of a query. */
  private static final Pattern SECRET = Pattern.compile("(?<=/|token=)[A-Za-z0-9_-]{40,}");

  private final Secrets secrets;

  MessageSecrets(Secrets secrets) {
    this.secrets = secrets;
  }

  /**
   * A text as it is kept.
   *
   * @param sealed the text as it goes out, where it is another one
   */
  record Kept(String text, @Nullable String sealed) {}

  Kept keep(String text) {
    String open = SECRET.matcher(text).replaceAll("…");
    return open.equals(text) ? new Kept(text, null) : new Kept(open, secrets.seal(PURPOSE, text));
  }

  /** The text as it goes out; without its addresses where the key they were sealed with is gone. */
  String whole(String text, @Nullable String sealed) {
    if (sealed == null) {
      return text;
    }
    try {
      return secrets.open(PURPOSE, sealed);
    } catch (IllegalStateException e) {
      log.error("a message has lost the addresses in it: {}", e.getMessage());
      return text;
    }
  }
}
