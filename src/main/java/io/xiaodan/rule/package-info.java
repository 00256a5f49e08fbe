/**
 * Rules: when something happens to a record and a condition holds, several things are done.
 *
 * <p>A rule is decided in memory inside the change that triggers it; a match is written with that
 * change, in the same statement, and carried out after the commit by background jobs. Effects on
 * records happen exactly once, messages at least once. May use: kernel, platform, expression,
 * identity, blueprint, form, access, record, action, notification.
 */
@ApplicationModule(
    displayName = "Rule",
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
      "action",
      "notification"
    })
@NullMarked
package io.xiaodan.rule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
