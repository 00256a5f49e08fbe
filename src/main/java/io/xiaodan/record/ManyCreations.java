package io.xiaodan.record;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes many records: decides each on its own and writes them together, because a round trip and a
 * commit cost more than a record. A statement that fails writes nothing, so that its records are
 * then tried one by one and only the culprits are refused.
 */
final class ManyCreations {

  private final RecordWriting writing;

  ManyCreations(RecordWriting writing) {
    this.writing = writing;
  }

  private record Waiting(int index, Write write, RecordWriting.Decided decided) {}

  /** The task of a write, by its place and itself; asked again when it is tried again. */
  interface Tasks {
    Records.Task of(int index, Write write);
  }

  List<Creation> of(List<Write> writes, Tasks task) {
    @Nullable Creation[] results = new @Nullable Creation[writes.size()];
    List<Waiting> together = new ArrayList<>();
    for (int i = 0; i < results.length; i++) {
      try {
        Write write = writes.get(i);
        RecordWriting.Decided decided = writing.decide(task.of(i, write), write);
        if (decided.contributions().stream().allMatch(Contribution::joinsOthers)) {
          together.add(new Waiting(i, write, decided));
        } else {
          results[i] = alone(decided);
        }
      } catch (ProblemException e) {
        results[i] = new Creation.Refused(e.problem());
      }
    }
    if (!together.isEmpty()) {
      write(together, results, task);
    }
    return Arrays.stream(results).map(Objects::requireNonNull).toList();
  }

  private void write(List<Waiting> together, @Nullable Creation[] results, Tasks task) {
    try {
      writing.commits().commitNew(together.stream().map(Waiting::decided).toList());
      together.forEach(waiting -> results[waiting.index] = made(waiting.decided));
    } catch (ProblemException | StatementRunner.GuardFailed e) {
      for (Waiting waiting : together) {
        results[waiting.index] = again(waiting, task);
      }
    }
  }

  private Creation again(Waiting waiting, Tasks task) {
    try {
      return alone(writing.decide(task.of(waiting.index, waiting.write), waiting.write));
    } catch (ProblemException e) {
      return new Creation.Refused(e.problem());
    }
  }

  private Creation alone(RecordWriting.Decided decided) {
    try {
      writing.commits().commit(decided);
      return made(decided);
    } catch (ProblemException e) {
      return new Creation.Refused(e.problem());
    } catch (StatementRunner.GuardFailed e) {
      return new Creation.Refused(Problem.of(ProblemKind.CONFLICT, "record.conflict"));
    }
  }

  private static Creation made(RecordWriting.Decided decided) {
    return new Creation.Made(decided.change().id());
  }
}
