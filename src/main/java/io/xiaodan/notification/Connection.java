package io.xiaodan.notification;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A system outside, as messages are sent to it.
 *
 * @param url where to; null where its kind has none. The address of a robot is itself a secret
 * @param secret what messages are signed with, or a password; null where there is none
 * @param settings what else its kind wants to know
 * @param limit how many messages it takes in a minute; null for what its kind allows
 */
record Connection(
    String key,
    ConnectionKind kind,
    String label,
    @Nullable URI url,
    @Nullable String secret,
    Map<String, String> settings,
    @Nullable Integer limit) {

  Connection {
    settings = Map.copyOf(settings);
  }

  /** One that has an address and nothing to set. */
  Connection(String key, ConnectionKind kind, String label, URI url, @Nullable String secret) {
    this(key, kind, label, url, secret, Map.of(), null);
  }

  /** The address of a kind that always has one. */
  URI address() {
    return Objects.requireNonNull(url);
  }

  /** How many messages may go out in a minute; null for any number. */
  @Nullable Integer perMinute() {
    return limit == null ? kind.perMinute() : limit;
  }
}
