package io.xiaodan.action;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of an action. */
public sealed interface Outcome {

  /**
   * It was done.
   *
   * @param detail what exactly, JSON-ready: ids of what was made, how many were told
   */
  record Done(Map<String, Object> detail) implements Outcome {}

  /** A message could not go out, because there is no way or nobody for it. */
  record NotSent(Message reason) implements Outcome {}

  /**
   * It did not work.
   *
   * @param retryable whether trying later may help
   */
  record Failed(boolean retryable, Message reason) implements Outcome {}

  /**
   * It was left out.
   *
   * @param rest whether what waits for it is left out as well
   * @param reason why there was nothing to do; null where its condition does not hold
   */
  record Skipped(boolean rest, @Nullable Message reason) implements Outcome {}

  /** Refusals that tell of somebody who was faster: the next attempt finds things as they are. */
  Set<String> OVERTAKEN = Set.of("record.conflict", "flow.runs_already");

  /** It is to go on at a later moment. */
  record Later(Instant due) implements Outcome {}

  /** What a refused request means for an action. */
  static Failed of(Problem problem) {
    boolean retryable =
        switch (problem.kind()) {
          case CONFLICT -> OVERTAKEN.contains(problem.message().code());
          case LIMIT, UNAVAILABLE, INTERNAL -> true;
          case MALFORMED, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, TOO_LARGE, INVALID -> false;
        };
    return new Failed(retryable, reason(problem));
  }

  private static Message reason(Problem problem) {
    List<Violation> violations = problem.violations();
    if (violations.isEmpty()) {
      return problem.message();
    }
    Message first = violations.getFirst().message();
    return violations.size() == 1
        ? first
        : Message.of("action.violations", "first", first, "more", violations.size() - 1);
  }
}
