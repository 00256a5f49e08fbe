package io.xiaodan.carrier;

import io.xiaodan.platform.JobOrder;
import io.xiaodan.platform.JobType;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Where parcels are. A question is answered at once with what is known; where that may be old, the
 * service is asked in the background, and parcels on their way are asked for by themselves.
 */
@Component
public class Parcels {

  private static final Duration FOLLOWED = Duration.ofDays(30);
  private static final Duration LOOK = Duration.ofMinutes(10);
  private static final int AT_ONCE = 200;

  /** What a job knows of its parcel. */
  record Payload(String carrier, String number) {}

  private final ParcelStore store;
  private final Carriers carriers;
  private final ParcelAsking questions;
  private final Jobs jobs;
  private final Clock clock;
  private final JobType<Payload> asking;

  Parcels(
      ParcelStore store,
      Carriers carriers,
      ParcelAsking questions,
      Jobs jobs,
      Clock clock) {
    this.store = store;
    this.carriers = carriers;
    this.questions = questions;
    this.jobs = jobs;
    this.clock = clock;
    this.asking =
        jobs.register(
            JobType.atLeastOnce(
                "carrier.ask",
                Payload.class,
                RetryPolicy.never(),
                (payload, _) -> questions.ask(payload.carrier(), payload.number())));
    jobs.repeat("carrier.follow", LOOK, this::follow);
  }

  /**
   * What is known of a parcel; asks in the background where that may be old.
   *
   * @param connection key of the connection to the service that is asked
   * @return empty where nobody can be asked: an unknown carrier, or a number that cannot be one
   */
  public Optional<Parcel> look(ParcelNumber parcel, String connection) {
    if (carriers.find(parcel.carrier()).isEmpty() || !parcel.isPlausible()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Optional<ParcelStore.Kept> known = store.find(parcel.carrier(), parcel.number());
    boolean old =
        known
            .map(kept -> !kept.parcel().state().isFinal() && !kept.nextAt().isAfter(now))
            .orElse(true);
    if (old) {
      if (!questions.knows(connection)) {
        return known.map(ParcelStore.Kept::parcel);
      }
      store.want(parcel, connection, now);
      jobs.schedule(order(parcel.carrier(), parcel.number()));
    }
    return Optional.of(
        known
            .map(ParcelStore.Kept::parcel)
            .orElseGet(() -> new Parcel(parcel, ParcelState.UNKNOWN, List.of(), null, null)));
  }

  private JobOrder<Payload> order(String carrier, String number) {
    return new JobOrder<>(
        asking, carrier + ":" + number, new Payload(carrier, number), clock.instant());
  }

  private void follow() {
    Instant now = clock.instant();
    for (ParcelNumber parcel : store.due(now, now.minus(FOLLOWED), AT_ONCE)) {
      jobs.schedule(order(parcel.carrier(), parcel.number()));
    }
  }
}
