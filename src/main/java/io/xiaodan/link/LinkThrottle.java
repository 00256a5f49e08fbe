package io.xiaodan.link;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * How often one place may use one link: enough for an office behind one address, too little for
 * trying numbers out. Kept in memory; a restart forgives.
 */
@Component
public class LinkThrottle {

  /** What is counted. */
  enum Act {
    LOOK(240, Duration.ofMinutes(10)),
    /** Screens of one office follow a dashboard, each asking again after what changed. */
    BOARD(2_400, Duration.ofMinutes(10)),
    SEND(20, Duration.ofMinutes(10)),
    UPLOAD(60, Duration.ofMinutes(10)),
    CODE(8, Duration.ofMinutes(15)),
    ASK(30, Duration.ofMinutes(10));

    private final int most;
    private final Duration within;

    Act(int most, Duration within) {
      this.most = most;
      this.within = within;
    }
  }

  private static final Duration MEMORY = Duration.ofMinutes(20);

  private record Counted(int count, Instant since) {}

  private final Clock clock;
  private final Cache<String, Counted> counted =
      Caffeine.newBuilder().expireAfterWrite(MEMORY).maximumSize(200_000).build();

  LinkThrottle(Clock clock) {
    this.clock = clock;
  }

  /**
   * Counts that somebody looks at a dashboard through a link.
   *
   * @param link its id
   * @param address where the request comes from
   * @throws io.xiaodan.kernel.ProblemException limit, with the seconds to wait
   */
  public void board(UUID link, String address) {
    count(Act.BOARD, link, address);
  }

  /**
   * Counts an act before it is done, so that doing many at once gains nothing.
   *
   * @throws io.xiaodan.kernel.ProblemException limit, with the seconds to wait
   */
  void count(Act act, UUID link, String address) {
    Instant now = clock.instant();
    Counted after =
        counted
            .asMap()
            .merge(
                key(act, link, address),
                new Counted(1, now),
                (before, first) ->
                    before.since().plus(act.within).isAfter(now)
                        ? new Counted(before.count() + 1, before.since())
                        : first);
    if (after.count() > act.most) {
      throw refused(act, after);
    }
  }

  /** Refuses who has guessed too often already. */
  void requireFree(Act act, UUID link, String address) {
    Counted known = counted.getIfPresent(key(act, link, address));
    if (known != null
        && known.count() >= act.most
        && known.since().plus(act.within).isAfter(clock.instant())) {
      throw refused(act, known);
    }
  }

  private RuntimeException refused(Act act, Counted known) {
    long seconds = Duration.between(clock.instant(), known.since().plus(act.within)).toSeconds();
    return Problem.of(ProblemKind.LIMIT, "link.too_many", "seconds", Math.max(1, seconds + 1))
        .exception();
  }

  private static String key(Act act, UUID link, String address) {
    return act + " " + link + " " + place(address);
  }

  /** The address; of IPv6 only the network part, since one subscriber has all addresses in it. */
  private static String place(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address six
          ? HexFormat.of().formatHex(six.getAddress(), 0, 8)
          : parsed.getHostAddress();
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
