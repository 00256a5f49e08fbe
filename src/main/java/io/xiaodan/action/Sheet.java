package io.xiaodan.action;

import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.form.Form;

/** A template of records on paper, as far as actions need to know it. */
public interface Sheet {

  /** Where templates stand in the blueprint. */
  ArtifactType<Sheet> TYPE = new ArtifactType<>("print", Sheet.class);

  /** Key of the template. */
  String key();

  /** The form whose records it prints. */
  Form form();

  /** Whether it prints many records as a list. */
  boolean list();
}
