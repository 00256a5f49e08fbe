package io.xiaodan.report.query;

import java.io.Serial;

/** A step could not do its work: a fault of the product, told with its place. */
public final class StepFailed extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  StepFailed(String step, String question, RuntimeException cause) {
    super("step " + step + " failed on question " + question, cause);
  }
}
