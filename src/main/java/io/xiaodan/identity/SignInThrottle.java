package io.xiaodan.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Slows down the guessing of passwords: after a few free attempts each further one has to wait,
 * twice as long every time. An attempt counts before its password is looked at, so that guessing in
 * parallel gains nothing. Kept in memory; a restart forgives.
 */
@Component
class SignInThrottle {

  private static final Duration MEMORY = Duration.ofHours(1);
  private static final int LONGEST_LOGIN = 200;

  /** Attempts made without success, and when the last one was. */
  private record Attempts(int count, Instant last) {}

  /**
   * @param name of whom attempts are counted
   * @param free attempts without a pause
   * @param longest the most one has to wait
   */
  private record Limit(String name, int free, Duration longest) {

    Instant opensAt(Attempts attempts) {
      int beyond = attempts.count() - free;
      if (beyond < 0) {
        return Instant.MIN;
      }
      Duration pause = Duration.ofSeconds(1L << Math.min(beyond, 20));
      return attempts.last().plus(pause.compareTo(longest) > 0 ? longest : pause);
    }
  }

  /** One person from one place; one place with many logins; one login from many places. */
  private static final Limit HERE = new Limit("here", 5, Duration.ofMinutes(15));

  private static final Limit PLACE = new Limit("place", 50, Duration.ofMinutes(5));
  private static final Limit LOGIN = new Limit("login", 100, Duration.ofMinutes(1));

  private final Clock clock;
  private final Cache<String, Attempts> counted;

  SignInThrottle(Clock clock) {
    this.clock = clock;
    this.counted = Caffeine.newBuilder().expireAfterWrite(MEMORY).maximumSize(100_000).build();
  }

  /**
   * Counts an attempt, unless one has to wait first.
   *
   * @return how long to wait; empty when the attempt may go on
   */
  synchronized Optional<Duration> attempt(String login, String address) {
    Instant now = clock.instant();
    Instant opens = Instant.MIN;
    for (Limit limit : List.of(HERE, PLACE, LOGIN)) {
      Attempts attempts = counted.getIfPresent(key(limit, login, address));
      if (attempts != null && limit.opensAt(attempts).isAfter(opens)) {
        opens = limit.opensAt(attempts);
      }
    }
    if (opens.isAfter(now)) {
      return Optional.of(Duration.between(now, opens));
    }
    for (Limit limit : List.of(HERE, PLACE, LOGIN)) {
      counted
          .asMap()
          .merge(
              key(limit, login, address),
              new Attempts(1, now),
              (before, _) -> new Attempts(before.count() + 1, now));
    }
    return Optional.empty();
  }

  /** Forgets the attempts of somebody who knew the password. */
  synchronized void succeeded(String login, String address) {
    counted.invalidate(key(HERE, login, address));
    for (Limit limit : List.of(PLACE, LOGIN)) {
      counted
          .asMap()
          .computeIfPresent(
              key(limit, login, address),
              (_, before) ->
                  before.count() > 1 ? new Attempts(before.count() - 1, before.last()) : null);
    }
  }

  private static String key(Limit limit, String login, String address) {
    String who = login.strip().toLowerCase(Locale.ROOT);
    who = who.substring(0, Math.min(who.length(), LONGEST_LOGIN));
    String where = place(address);
    if (limit == PLACE) {
      return limit.name() + " " + where;
    }
    return limit == LOGIN ? limit.name() + " " + who : limit.name() + " " + where + " " + who;
  }

  /** The address; of IPv6 only the network part, since one subscriber has all addresses in it. */
  private static String place(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      // A literal address is parsed, never looked up.
      InetAddress parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address six
          ? HexFormat.of().formatHex(six.getAddress(), 0, 8)
          : parsed.getHostAddress();
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
