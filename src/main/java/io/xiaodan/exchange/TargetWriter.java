package io.xiaodan.exchange;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.record.Creation;
import io.xiaodan.record.RecordKeys.Taken;
import io.xiaodan.record.Write;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Writes the records of one form: gathers them into batches, which several threads build and hand
 * to the record door, and counts what became of each. As many batches are under way as there are
 * threads; who offers more waits.
 */
final class TargetWriter {

  private static final int MOST_RECORDS = 200;
  private static final int MOST_LINES = 1_500;

  private final RecordBuilder builder;
  private final RecordDoor door;
  private final Tally tally;
  private final Consumer<List<RefusedLine>> refusals;
  private final ExecutorService threads;
  private final int width;
  private final Deque<Future<?>> underWay = new ArrayDeque<>();
  private List<Candidate> batch = new ArrayList<>();
  private int batchLines;

  /**
   * @param refusals takes lines that were refused; called by many threads
   * @param threads carry out the writing
   * @param width how many batches may be under way
   */
  TargetWriter(
      RecordBuilder builder,
      RecordDoor door,
      Tally tally,
      Consumer<List<RefusedLine>> refusals,
      ExecutorService threads,
      int width) {
    this.builder = builder;
    this.door = door;
    this.tally = tally;
    this.refusals = refusals;
    this.threads = threads;
    this.width = width;
  }

  /** Takes one more record; fails with what an earlier batch failed with. */
  void offer(Candidate candidate) {
    batch.add(candidate);
    batchLines += candidate.lines().size();
    if (batch.size() >= MOST_RECORDS || batchLines >= MOST_LINES) {
      submit();
    }
  }

  /** Waits until everything that was offered is written or refused. */
  void finish() {
    submit();
    while (!underWay.isEmpty()) {
      await(underWay.removeFirst());
    }
  }

  private void submit() {
    if (batch.isEmpty()) {
      return;
    }
    if (underWay.size() == width) {
      await(underWay.removeFirst());
    }
    List<Candidate> candidates = batch;
    underWay.add(threads.submit(() -> write(candidates)));
    batch = new ArrayList<>();
    batchLines = 0;
  }

  private static void await(Future<?> written) {
    try {
      written.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImportStopped();
    }
  }

  private void write(List<Candidate> candidates) {
    ImportTarget target = builder.target();
    Map<String, Taken> taken =
        door.keys()
            .find(
                target.form(),
                target.key(),
                candidates.stream().map(Candidate::key).toList(),
                door.madeBefore());
    List<Candidate> fresh = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Taken there = taken.get(candidate.key());
      if (there == null) {
        fresh.add(candidate);
      } else if (there.same()) {
        created(candidate);
      } else if (target.duplicates() == ImportTarget.Duplicates.SKIP) {
        existing(candidate);
      } else {
        update(candidate, there);
      }
    }
    if (target.duplicates() == ImportTarget.Duplicates.UPDATE) {
      fresh.forEach(candidate -> tally.leaveOut(Tally.NOT_THERE, candidate.count()));
    } else {
      create(fresh);
    }
  }

  private void create(List<Candidate> candidates) {
    List<Candidate> sound = new ArrayList<>();
    List<Write> writes = new ArrayList<>();
    for (Candidate candidate : candidates) {
      try {
        Write write = builder.build(candidate);
        writes.add(door.participants() ? write : write.withoutParticipants());
        sound.add(candidate);
      } catch (ProblemException e) {
        refuse(candidate, e.problem());
      }
    }
    if (writes.isEmpty()) {
      return;
    }
    List<Creation> made =
        door.records().createAll(door.caller(), builder.target().form().key(), writes);
    for (int i = 0; i < made.size(); i++) {
      switch (made.get(i)) {
        case Creation.Made _ -> created(sound.get(i));
        case Creation.Refused refused -> refuse(sound.get(i), refused.problem());
      }
    }
  }

  private void update(Candidate candidate, Taken there) {
    try {
      Write write = builder.build(candidate);
      boolean changed =
          new RecordUpdate(door, builder.target())
              .apply(there.id(), door.participants() ? write : write.withoutParticipants());
      if (changed) {
        tally.updated.increment();
        tally.linesImported.add(candidate.count());
      } else {
        existing(candidate);
      }
    } catch (ProblemException e) {
      refuse(candidate, e.problem());
    }
  }

  private void created(Candidate candidate) {
    tally.created.increment();
    tally.linesImported.add(candidate.count());
  }

  private void existing(Candidate candidate) {
    tally.existing.increment();
    tally.linesExisting.add(candidate.count());
  }

  private void refuse(Candidate candidate, Problem problem) {
    tally.refused.increment();
    tally.linesRefused.add(candidate.count());
    refusals.accept(RefusedLine.all(candidate.lines(), builder.target().form().key(), problem));
  }
}
