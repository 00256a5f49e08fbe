package io.xiaodan.action;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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
   * It was left out, because its condition does not hold.
   *
   * @param rest whether what waits for it is left out as well
   */
  record Skipped(boolean rest) implements Outcome {}

  /** It is to go on at a later moment. */
  record Later(Instant due) implements Outcome {}

  /** What a refused request means for an action. */
  static Failed of(Problem problem) {
    boolean retryable =
        switch (problem.kind()) {
          case CONFLICT -> problem.message().code().equals("record.conflict");
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
