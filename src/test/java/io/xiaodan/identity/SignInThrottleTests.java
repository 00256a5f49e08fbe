package io.xiaodan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.support.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInThrottleTests {

  private static final String HERE = "192.0.2.1";

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T08:00:00Z"));
  private final SignInThrottle throttle = new SignInThrottle(clock);

  @Test
  void fiveAttemptsAreFreeAndThenThePauseDoubles() {
    for (int i = 0; i < 5; i++) {
      assertThat(throttle.attempt("fang", HERE)).isEmpty();
    }
    for (long pause = 1; pause <= 64; pause *= 2) {
      assertThat(throttle.attempt("fang", HERE)).contains(Duration.ofSeconds(pause));
      clock.advance(Duration.ofSeconds(pause));
      assertThat(throttle.attempt("fang", HERE)).isEmpty();
    }
  }

  @Test
  void aPauseIsNeverLongerThanAQuarterOfAnHour() {
    for (int i = 0; i < 40; i++) {
      throttle.attempt("fang", HERE);
      clock.advance(Duration.ofMinutes(15));
    }
    assertThat(throttle.attempt("fang", HERE)).isEmpty();
    assertThat(throttle.attempt("fang", HERE)).contains(Duration.ofMinutes(15));
  }

  @Test
  void waitingInVainDoesNotLengthenThePause() {
    for (int i = 0; i < 5; i++) {
      throttle.attempt("fang", HERE);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(throttle.attempt("fang", HERE)).contains(Duration.ofSeconds(1));
    }
  }

  @Test
  void theRightPasswordForgetsTheAttempts() {
    for (int i = 0; i < 5; i++) {
      throttle.attempt("fang", HERE);
    }
    throttle.succeeded("FANG ", HERE);
    assertThat(throttle.attempt("fang", HERE)).isEmpty();
  }

  @Test
  void somebodyElseFromElsewhereIsNotHeldUp() {
    for (int i = 0; i < 6; i++) {
      throttle.attempt("fang", HERE);
    }
    assertThat(throttle.attempt("fang", "192.0.2.2")).isEmpty();
    assertThat(throttle.attempt("lei", HERE)).isEmpty();
  }

  @Test
  void onePlaceCannotTryManyLogins() {
    for (int i = 0; i < 50; i++) {
      assertThat(throttle.attempt("login" + i, HERE)).isEmpty();
    }
    assertThat(throttle.attempt("another", HERE)).isPresent();
  }

  @Test
  void allAddressesOfOneSubscribersNetworkAreOnePlace() {
    for (int i = 0; i < 5; i++) {
      throttle.attempt("fang", "2001:db8:1:2::" + i);
    }
    assertThat(throttle.attempt("fang", "2001:db8:1:2:ffff::1")).isPresent();
    assertThat(throttle.attempt("fang", "2001:db8:1:3::1")).isEmpty();
  }
}
