package io.xiaodan.notification;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a list that is read from its newest end was left off. */
record Position(Instant at, UUID id) {

  private static final Position NEWEST =
      new Position(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

  /** Reads {@link #text()} back; the beginning of the list where there is none. */
  static Position of(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return NEWEST;
    }
    try {
      String[] parts = text.split("_", 2);
      long micros = Long.parseLong(parts[0]);
      return new Position(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), UUID.fromString(parts[1]));
    } catch (IllegalArgumentException
        | ArithmeticException
        | DateTimeException
        | IndexOutOfBoundsException e) {
      throw Problem.of(ProblemKind.MALFORMED, "malformed").exception();
    }
  }

  String text() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "_" + id;
  }
}
