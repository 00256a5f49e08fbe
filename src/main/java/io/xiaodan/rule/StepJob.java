package io.xiaodan.rule;

import java.util.UUID;

/** Which step is to be carried out; the payload of its job. */
record StepJob(UUID run, String step) {

  /** The job's identity within its type. */
  String id() {
    return run + "/" + step;
  }
}
