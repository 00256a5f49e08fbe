package io.xiaodan.form;

import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.kernel.Label;

/**
 * A heading of the menu, under which the forms stand that name its key as their {@code group}.
 *
 * @param position the lower, the further up
 */
public record FormGroup(String key, Label label, int position) {

  /** Where compiled groups stand in the blueprint. */
  public static final ArtifactType<FormGroup> TYPE = new ArtifactType<>("group", FormGroup.class);
}
