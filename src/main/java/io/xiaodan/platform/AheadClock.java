package io.xiaodan.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/**
 * A clock that runs ahead by what a file says (a duration such as {@code PT2H}; nothing while there
 * is no file), so that what happens later can be tried out now. It never goes back: background work
 * that was put off until later would wait for that time. For tests; an installation has no such
 * file.
 */
final class AheadClock extends Clock {

  /** The file is looked at no more often; everything asks for the time. */
  private static final long FRESH_NANOS = 200_000_000;

  private final Clock real;
  private final Path file;
  private volatile Duration ahead = Duration.ZERO;
  private volatile long lookedAt = System.nanoTime() - FRESH_NANOS;

  AheadClock(Clock real, Path file) {
    this.real = real;
    this.file = file;
  }

  @Override
  public Instant instant() {
    long now = System.nanoTime();
    if (now - lookedAt >= FRESH_NANOS) {
      lookedAt = now;
      look();
    }
    return real.instant().plus(ahead);
  }

  private void look() {
    try {
      Duration said = Duration.parse(Files.readString(file).strip());
      if (said.compareTo(ahead) > 0) {
        ahead = said;
      }
    } catch (IOException | DateTimeParseException e) {
      // Not there, or half written: it stays as it was.
    }
  }

  @Override
  public ZoneId getZone() {
    return real.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new AheadClock(real.withZone(zone), file);
  }
}
