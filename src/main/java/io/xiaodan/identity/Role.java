package io.xiaodan.identity;

import io.xiaodan.kernel.Label;

/**
 * What everybody needs to know of a role; its rights on forms are known to the blueprint.
 *
 * @param builds whether people of this role change forms, flows, rules and boards
 * @param administers whether people of this role manage people and channels
 */
public record Role(String key, Label label, boolean builds, boolean administers) {

  /** Key of the role that manages people; there without any document. */
  public static final String ADMINISTRATOR = "administrator";

  /** Key of the role that builds; there without any document. */
  public static final String BUILDER = "builder";
}
