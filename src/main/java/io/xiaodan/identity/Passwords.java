package io.xiaodan.identity;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes and checks passwords with bcrypt, a few at a time: each costs a core tens of milliseconds
 * on purpose, and a flood of sign-ins must not take the machine from those who work.
 */
@Component
class Passwords {

  static final int SHORTEST = 8;

  /** More than 72 bytes bcrypt would not look at. */
  private static final int MOST_BYTES = 72;

  private static final int PATIENCE_SECONDS = 5;

  private final PasswordEncoder encoder =
      PasswordEncoderFactories.createDelegatingPasswordEncoder();
  private final Semaphore places =
      new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

  /** Compared when nobody has the login, so that an answer's time does not tell who exists. */
  private final String nobody = encoder.encode(Secrets.fresh());

  /** What is wrong with a password somebody wants to have. */
  Optional<Violation> check(String password) {
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      return Optional.of(Violation.at("password", Message.of("password_short", "least", SHORTEST)));
    }
    return fits(password)
        ? Optional.empty()
        : Optional.of(Violation.at("password", Message.of("password_long", "bytes", MOST_BYTES)));
  }

  /** Whether bcrypt takes all of the password into account. */
  boolean fits(String password) {
    return password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
  }

  String hash(String password) {
    return measured(() -> encoder.encode(password));
  }

  /** Whether the password is the one of the hash; takes as long without a hash. */
  boolean matches(String password, @Nullable String hash) {
    boolean same =
        measured(() -> fits(password) && encoder.matches(password, hash == null ? nobody : hash));
    return same && hash != null;
  }

  private <T> T measured(java.util.function.Supplier<T> work) {
    try {
      if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw Problem.of(ProblemKind.LIMIT, "too_many", "seconds", PATIENCE_SECONDS).exception();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting to check a password", e);
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
