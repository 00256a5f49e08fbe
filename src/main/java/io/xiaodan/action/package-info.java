/**
 * The one catalogue of effects: what rules, the automatic nodes of flows and buttons can do.
 *
 * <p>An {@link io.xiaodan.action.Action} is compiled from a step's document by {@link
 * io.xiaodan.action.ActionReader} and carried out by {@link io.xiaodan.action.Actions} for an
 * {@link io.xiaodan.action.Occasion}. When and how often is the caller's business; the same
 * occasion gives the same ids, so that an effect on records carried out twice is noticed. May use:
 * kernel, platform, expression, identity, blueprint, form, access, record, task, notification.
 */
@ApplicationModule(
    displayName = "Action",
    allowedDependencies = {
      "kernel",
      "platform",
      "expression",
      "identity",
      "blueprint",
      "form",
      "form :: type",
      "access",
      "record",
      "task",
      "notification"
    })
@NullMarked
package io.xiaodan.action;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
