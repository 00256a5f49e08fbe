package io.xiaodan.access;

import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.kernel.Label;
import java.util.Map;
import java.util.Set;

/**
 * A compiled role.
 *
 * @param builds whether it changes the blueprint, which includes every right on records
 * @param administers whether it manages people
 * @param dashboards keys of the dashboards it sees
 * @param ledgers keys of the ledgers whose balances it sees
 * @param forms rights by form; a form not named is out of reach
 */
public record RoleRights(
    String key,
    Label label,
    boolean builds,
    boolean administers,
    Set<String> dashboards,
    Set<String> ledgers,
    Map<String, FormRights> forms) {

  /** Where compiled roles stand in the blueprint. */
  public static final ArtifactType<RoleRights> TYPE = new ArtifactType<>("role", RoleRights.class);
}
