package io.xiaodan.access;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;

/** Told by whoever asks people to do something with records, and says how these show themselves. */
public interface Narrowing {

  /** What is narrowed for somebody now; asked at most once for each {@link FormAccess}. */
  Narrowed of(Blueprint blueprint, Actor actor, Form form);
}
