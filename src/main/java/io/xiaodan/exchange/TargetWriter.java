package io.xiaodan.exchange;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.Creation;
import io.xiaodan.record.RecordKeys.Taken;
import io.xiaodan.record.Write;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
    if (!target.hasKey()) {
      create(notMade(candidates));
      return;
    }
    Map<Integer, List<Taken>> taken = taken(target, candidates);
    List<Candidate> fresh = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      List<Taken> there = taken.getOrDefault(i, List.of());
      if (there.isEmpty()) {
        fresh.add(candidate);
      } else if (there.size() > 1) {
        refuse(
            candidate,
            Problem.of(ProblemKind.INVALID, "exchange.key_ambiguous", "label", target.keyLabel()));
      } else if (there.getFirst().same()) {
        created(candidate);
      } else if (target.duplicates() == ImportTarget.Duplicates.SKIP) {
        existing(candidate);
      } else {
        update(candidate, there.getFirst());
      }
    }
    if (target.duplicates() == ImportTarget.Duplicates.UPDATE) {
      fresh.forEach(candidate -> tally.leaveOut(Tally.NOT_THERE, candidate.count()));
    } else {
      create(fresh);
    }
  }

  private Map<Integer, List<Taken>> taken(ImportTarget target, List<Candidate> candidates) {
    List<String> keys = candidates.stream().map(Candidate::key).toList();
    if (target.key().size() > 1 || !target.key().getFirst().unique()) {
      int parts = target.key().size();
      return door.keys()
          .find(
              target.form(),
              target.key(),
              keys.stream().map(key -> RecordKey.split(key, parts)).toList(),
              door.madeBefore());
    }
    Map<String, Taken> found =
        door.keys().find(target.form(), target.key().getFirst(), keys, door.madeBefore());
    Map<Integer, List<Taken>> taken = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      Taken there = found.get(keys.get(i));
      if (there != null) {
        taken.put(i, List.of(there));
      }
    }
    return taken;
  }

  /** Those that an earlier attempt has not made; all of them at the first. */
  private List<Candidate> notMade(List<Candidate> candidates) {
    if (door.madeBefore() == null) {
      return candidates;
    }
    Set<UUID> there =
        door.keys().present(builder.target().form(), candidates.stream().map(this::idOf).toList());
    List<Candidate> left = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (there.contains(idOf(candidate))) {
        created(candidate);
      } else {
        left.add(candidate);
      }
    }
    return left;
  }

  /**
   * The id of a record that nothing but its line recognises: made of the import and the line, so
   * that an import taken up again knows what it has made.
   */
  private UUID idOf(Candidate candidate) {
    UUID cause = Objects.requireNonNull(door.caller().actor().cause(), "an import acts");
    long form = builder.target().form().key().hashCode() & 0xFFFL;
    long line = candidate.lines().getFirst().number();
    return new UUID(
        (cause.getMostSignificantBits() & 0xFFFF_FFFF_FFFF_0000L) | 0x8000L | form,
        (cause.getLeastSignificantBits() & 0xFFFF_FFFF_0000_0000L) | line);
  }

  private void create(List<Candidate> candidates) {
    List<Candidate> sound = new ArrayList<>();
    List<Write> writes = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Write write = built(candidate);
      if (write != null) {
        writes.add(write);
        sound.add(candidate);
      }
    }
    if (writes.isEmpty()) {
      return;
    }
    List<UUID> ids =
        builder.target().hasKey() ? List.of() : sound.stream().map(this::idOf).toList();
    List<Creation> made =
        door.records().createAll(door.caller(), builder.target().form().key(), ids, writes);
    for (int i = 0; i < made.size(); i++) {
      switch (made.get(i)) {
        case Creation.Made _ -> created(sound.get(i));
        case Creation.Refused refused -> refuse(sound.get(i), refused.problem());
      }
    }
  }

  /** What a record is to be, or null after it was refused for cells that cannot be read. */
  private @Nullable Write built(Candidate candidate) {
    try {
      RecordBuilder.Built built = builder.build(candidate);
      Write write = door.participants() ? built.write() : built.write().withoutParticipants();
      if (built.violations().isEmpty()) {
        return write;
      }
      List<Violation> all =
          builder.target().duplicates() == ImportTarget.Duplicates.UPDATE
              ? built.violations()
              : withOthers(built, write);
      refuse(candidate, Problem.invalid(all));
    } catch (ProblemException e) {
      refuse(candidate, e.problem());
    }
    return null;
  }

  /** What else is wrong, besides the cells that could not be read. */
  private List<Violation> withOthers(RecordBuilder.Built built, Write write) {
    return Violations.merged(
        built.violations(),
        door.records().check(door.caller(), builder.target().form().key(), write));
  }

  private void update(Candidate candidate, Taken there) {
    Write write = built(candidate);
    if (write == null) {
      return;
    }
    try {
      boolean changed = new RecordUpdate(door, builder.target()).apply(there.id(), write);
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
