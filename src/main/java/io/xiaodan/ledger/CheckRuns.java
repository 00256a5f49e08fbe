package io.xiaodan.ledger;

import io.xiaodan.platform.JobOrder;
import io.xiaodan.platform.JobType;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Comparisons of all data with itself that somebody asks for: in the background, one at a time. */
@Component
public class CheckRuns {

  private final CheckStore store;
  private final Jobs jobs;
  private final JobType<Asked> work;
  private final Clock clock;

  CheckRuns(LedgerChecks checks, CheckStore store, Jobs jobs, Clock clock) {
    this.store = store;
    this.jobs = jobs;
    this.clock = clock;
    this.work =
        jobs.register(
            JobType.atLeastOnce(
                "ledger.check.now",
                Asked.class,
                new RetryPolicy(3, Duration.ofSeconds(5), Duration.ofMinutes(1)),
                (asked, run) -> checks.run()));
  }

  /** When it was asked for. */
  record Asked(Instant at) {}

  /**
   * How far a comparison has come.
   *
   * @param state {@code waiting}, {@code running} or {@code done}
   */
  public record Progress(String state, int done, int total) {}

  /** Asks for a comparison; one that is waiting already serves both. */
  public Progress ask() {
    Instant now = clock.instant();
    if (!progress().state().equals("running")) {
      store.began("waiting", 0, 0, now);
    }
    jobs.schedule(new JobOrder<>(work, "now", new Asked(now), now));
    return progress();
  }

  /** How far the one that is under way has come. */
  public Progress progress() {
    return store.progress();
  }
}
