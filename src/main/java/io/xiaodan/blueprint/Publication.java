package io.xiaodan.blueprint;

import java.util.List;

/**
 * The answer to a check or a publication.
 *
 * @param findings everything found, errors first
 * @param plan table changes that publishing makes or made
 * @param version the artifact's new version; 0 when nothing was published
 * @param blueprint the version of the blueprint that is live now
 */
public record Publication(
    List<Finding> findings, List<StructureChange> plan, int version, long blueprint) {

  /** Whether publishing is allowed. */
  public boolean isAllowed() {
    return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }
}
