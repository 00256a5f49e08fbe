package io.xiaodan.demo;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Feed;
import io.xiaodan.platform.JobOrder;
import io.xiaodan.platform.JobType;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.PlatformSettings;
import io.xiaodan.platform.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Demonstration data: loaded in the background, and wiped. */
@Component
public class DemoData {

  private static final Logger log = LoggerFactory.getLogger(DemoData.class);
  private static final String JOB = "demo";

  /** What the job knows. */
  record Payload() {}

  private final DemoStore store;
  private final DemoLoad loading;
  private final DemoWipe wiping;
  private final Jobs jobs;
  private final Feed feed;
  private final Clock clock;
  private final boolean wanted;
  private final @Nullable String password;
  private final JobType<Payload> load;

  /**
   * @param password of the people it makes; absent leaves them unable to sign in until an
   *     administrator gives them one. From the environment: {@code XIAODAN_DEMO_PASSWORD}
   */
  DemoData(
      DemoStore store,
      DemoLoad loading,
      DemoWipe wiping,
      Jobs jobs,
      Feed feed,
      Clock clock,
      PlatformSettings settings,
      @Value("${XIAODAN_DEMO_PASSWORD:}") String password) {
    this.store = store;
    this.loading = loading;
    this.wiping = wiping;
    this.jobs = jobs;
    this.feed = feed;
    this.clock = clock;
    this.wanted = settings.demo();
    this.password = password.isBlank() ? null : password;
    this.load =
        jobs.register(
            JobType.atLeastOnce(
                    "demo.load",
                    Payload.class,
                    new RetryPolicy(5, Duration.ofSeconds(2), Duration.ofMinutes(1)),
                    (payload, run) -> load())
                .onDeath(dead -> store.failed(dead.error())));
  }

  /** Fills a workspace that was started to be shown. */
  @EventListener(ApplicationReadyEvent.class)
  void started() {
    if (wanted) {
      load(false);
    }
  }

  /** Whether there is demonstration data, and how far it is. */
  public DemoState state() {
    return store.state();
  }

  /** Begins to load; does nothing where it is loaded or under way already. */
  public DemoState load(boolean again) {
    boolean isNew = store.begin();
    if (isNew || again && store.state().state().equals("failed")) {
      store.progress("loading", 0, 0);
      jobs.schedule(new JobOrder<>(load, JOB, new Payload(), clock.instant()));
    }
    return state();
  }

  /**
   * Wipes what was loaded.
   *
   * @return how many records of each form stay, because people's own records refer to them
   * @throws ProblemException conflict while it is being loaded
   */
  public Map<String, Integer> wipe() {
    DemoState state = state();
    if (state.state().equals("none")) {
      return Map.of();
    }
    if (state.state().equals("loading") && !jobs.cancel(load, JOB)) {
      throw Problem.of(ProblemKind.CONFLICT, "demo.loading").exception();
    }
    Map<String, Integer> kept = wiping.run();
    tell(1, 1, "none");
    return kept;
  }

  private void load() {
    if (!store.state().state().equals("loading")) {
      return;
    }
    loading.run(
        password,
        (done, total) -> {
          store.progress(done.equals(total) ? "loaded" : "loading", done, total);
          tell(done, total, done.equals(total) ? "done" : "running");
        });
    log.info("Demonstration data was loaded: {}", store.state().records());
  }

  private void tell(int done, int total, String state) {
    feed.publish(
        "job",
        "{\"id\":\"%s\",\"done\":%d,\"total\":%d,\"state\":\"%s\"}"
            .formatted(JOB, done, total, state));
  }
}
