package io.xiaodan.action;

/** One entry of a list could not be done, so what was done for those before it is taken back. */
public final class EntryFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Outcome.Failed outcome;

  EntryFailed(Outcome.Failed outcome) {
    super(outcome.reason().code(), null, false, false);
    this.outcome = outcome;
  }

  /** What became of the action as a whole. */
  public Outcome.Failed outcome() {
    return outcome;
  }
}
