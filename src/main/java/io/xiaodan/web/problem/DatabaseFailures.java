package io.xiaodan.web.problem;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;

/** Which failures of the database are nobody's fault, by their SQLSTATE. */
final class DatabaseFailures {

  private DatabaseFailures() {}

  /** What a failure of the database means for who asked; empty when it is a fault of ours. */
  static Optional<Problem> problem(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < 20; depth++, at = at.getCause()) {
      if (at instanceof SQLException sql) {
        return problem(sql);
      }
    }
    return Optional.empty();
  }

  private static Optional<Problem> problem(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    if (failure instanceof SQLTransientException || away(state)) {
      return Optional.of(Problem.of(ProblemKind.UNAVAILABLE, "unavailable"));
    }
    return switch (state) {
      case "40001", "40P01" ->
          Optional.of(Problem.of(ProblemKind.UNAVAILABLE, "busy", "seconds", 1));
      case "22021", "22P05" -> Optional.of(Problem.of(ProblemKind.INVALID, "character_refused"));
      default -> Optional.empty();
    };
  }

  /** Connection lost, server starting or stopping, out of connections, memory or disk, too slow. */
  private static boolean away(String state) {
    return state.startsWith("08")
        || state.startsWith("57")
        || state.startsWith("53")
        || state.equals("25006");
  }
}
