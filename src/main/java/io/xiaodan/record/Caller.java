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
 * @param grants what alone is allowed, whatever the actor's roles are; null where the roles count
 */
public record Caller(
    Blueprint blueprint, Actor actor, @Nullable String idempotencyKey, @Nullable Grants grants) {

  public Caller(Blueprint blueprint, Actor actor) {
    this(blueprint, actor, null, null);
  }

  public Caller(Blueprint blueprint, Actor actor, @Nullable String idempotencyKey) {
    this(blueprint, actor, idempotencyKey, null);
  }

  /** Whether the product itself acts, which nothing limits. */
  boolean isFree() {
    return grants == null && actor.isSystem();
  }
}
