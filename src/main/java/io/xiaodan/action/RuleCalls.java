package io.xiaodan.action;

import java.util.UUID;

/** Runs rules that others call; there is one. */
public interface RuleCalls {

  /**
   * Calls a rule for a record as it is now, within the caller's transaction. Called twice on the
   * same occasion, it happens once.
   *
   * @param occasion of the step that calls
   * @param rule key of the rule
   * @param form of the record
   * @return done with the run that was started, or with {@code holds} false where the rule's
   *     condition does not hold
   * @throws io.xiaodan.kernel.ProblemException conflict when the rule cannot be called, the chain
   *     is too long, or the record is in the recycle bin; not found when the record is gone
   */
  Outcome call(Occasion occasion, String rule, String form, UUID record);
}
