package io.xiaodan.kernel;

/** A request that failed for a reason its sender can understand; mapped to HTTP in one place. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(
        problem.message().code() + " " + problem.message().arguments() + " " + problem.violations(),
        null,
        false,
        false);
    this.problem = problem;
  }

  /** What went wrong. */
  public Problem problem() {
    return problem;
  }
}
