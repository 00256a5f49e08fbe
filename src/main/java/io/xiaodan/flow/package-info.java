/**
 * Flows: the way of a record through people. A flow is a graph; a running instance belongs to one
 * record and moves inside the transaction of the change that moves it.
 *
 * <p>May use: kernel, platform, expression, identity, blueprint, form, access, record, task,
 * attachment, notification, action, link.
 */
@ApplicationModule(
    displayName = "Flow",
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
      "attachment",
      "notification",
      "action",
      "link"
    })
@NullMarked
package io.xiaodan.flow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
