package io.xiaodan.report.query;

/** One step of a question towards its statement. */
interface Step {

  Query apply(Query query);

  /** What a failure names. */
  default String name() {
    return getClass().getSimpleName();
  }
}
