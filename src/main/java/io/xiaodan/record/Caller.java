package io.xiaodan.record;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.identity.Actor;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf and in which blueprint something is done with records.
 *
 * @param blueprint the blueprint for the whole request
 * @param actor who acts
 * @param idempotencyKey the same key makes one record, however often it is sent; null when the
 *     caller gave none
 */
public record Caller(Blueprint blueprint, Actor actor, @Nullable String idempotencyKey) {

  public Caller(Blueprint blueprint, Actor actor) {
    this(blueprint, actor, null);
  }
}
