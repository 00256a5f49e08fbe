package io.xiaodan.expression;

import java.util.List;

/**
 * Proof-reads an ordered list of conditions (the branches of a flow, the lines of a decision
 * table): values for which none is true, values for which two are, and conditions that never get a
 * turn.
 */
public final class CaseAnalysis {

  private CaseAnalysis() {}

  /**
   * Looks for findings among the values at, between and beside the constants that the conditions
   * compare fields with.
   *
   * @param conditions formulas of type boolean, first match first
   * @param domains what is known about fields; a field not named may be empty and hold anything
   */
  public static CaseFindings analyse(
      List<Formula> conditions, List<FieldDomain> domains, Environment environment) {
    throw new UnsupportedOperationException(conditions.toString() + domains + environment);
  }
}
