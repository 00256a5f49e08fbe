package io.xiaodan.record;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.platform.JobOrder;
import io.xiaodan.platform.JobType;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Sees to it that what other records have computed from a record is computed again when it changes.
 * The work is asked for in the statement of the change, so none is forgotten; a second pass looks
 * at the records that were written meanwhile, which may have been decided on what was before.
 */
@Component
class FanOut {

  private static final Duration SECOND_PASS = Duration.ofSeconds(30);
  private static final Duration OVERLAP = Duration.ofMinutes(1);

  /**
   * What a job knows.
   *
   * @param form form of the record that changed
   * @param fields what changed of it
   * @param reader form whose records are computed again
   * @param since only records written since then; null for all
   */
  record Payload(
      String form,
      UUID record,
      Set<String> fields,
      String reader,
      UUID event,
      @Nullable Instant since) {}

  private final Jobs jobs;
  private final JobType<Payload> work;
  private final Cache<Blueprint, Set<Watch>> watches = Caffeine.newBuilder().weakKeys().build();

  FanOut(Jobs jobs, ObjectProvider<Recomputing> recomputing) {
    this.jobs = jobs;
    this.work =
        jobs.register(
            JobType.atLeastOnce(
                "record.recompute",
                Payload.class,
                new RetryPolicy(20, Duration.ofSeconds(1), Duration.ofMinutes(5)),
                (payload, run) -> recomputing.getObject().run(payload, run.id())));
  }

  /** Who keeps results computed from a form. */
  List<Watch> of(Blueprint blueprint, String form) {
    return watches.get(blueprint, Watch::all).stream()
        .filter(watch -> watch.target().equals(form))
        .toList();
  }

  /** What a change asks for; null for nothing. New records are referred to by nobody yet. */
  @Nullable Contribution of(Change change) {
    if (change.kind() != ChangeKind.UPDATED) {
      return null;
    }
    List<Watch> touched =
        of(change.blueprint(), change.form().key()).stream()
            .filter(watch -> change.changed(watch.field()))
            .toList();
    if (touched.isEmpty()) {
      return null;
    }
    Set<String> fields = touched.stream().map(Watch::field).collect(Collectors.toSet());
    List<JobOrder<?>> orders = new ArrayList<>();
    touched.stream()
        .map(watch -> watch.reader().key())
        .distinct()
        .forEach(reader -> {
          Payload all =
              new Payload(change.form().key(), change.id(), fields, reader, change.event(), null);
          String id = change.event() + "/" + reader;
          orders.add(new JobOrder<>(work, id, all, change.at()));
          orders.add(
              new JobOrder<>(
                  work,
                  id + "/again",
                  new Payload(
                      all.form(),
                      all.record(),
                      fields,
                      reader,
                      all.event(),
                      change.at().minus(OVERLAP)),
                  change.at().plus(SECOND_PASS)));
        });
    return new Contribution() {
      @Override
      public void write(OneStatement statement) {
        statement.add(jobs.insertFragment(orders));
      }

      @Override
      public void committed() {
        jobs.wake();
      }
    };
  }
}
