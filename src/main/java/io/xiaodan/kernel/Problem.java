package io.xiaodan.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failed request: the one shape of an error from the core to the screen.
 *
 * @param kind decides the HTTP status
 * @param message what happened; its code is the problem's code
 * @param violations every rule broken, empty unless {@link ProblemKind#INVALID}
 * @param conflicts the fields two people changed, empty unless {@link ProblemKind#CONFLICT}
 * @param rev the stored revision at a conflict
 */
public record Problem(
    ProblemKind kind,
    Message message,
    List<Violation> violations,
    List<Conflict> conflicts,
    @Nullable Long rev) {

  public Problem {
    violations = List.copyOf(violations);
    conflicts = List.copyOf(conflicts);
  }

  /** A problem that one sentence describes. */
  public static Problem of(ProblemKind kind, String code, Object... namesAndValues) {
    return new Problem(kind, Message.of(code, namesAndValues), List.of(), List.of(), null);
  }

  /** Input that breaks rules. */
  public static Problem invalid(List<Violation> violations) {
    return new Problem(
        ProblemKind.INVALID,
        Message.of("invalid", "count", violations.size()),
        violations,
        List.of(),
        null);
  }

  /** The exception that carries this problem to the edge. */
  public ProblemException exception() {
    return new ProblemException(this);
  }
}
