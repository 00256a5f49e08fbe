/**
 * Changes of what was agreed, as proposals: what of a record may no longer be changed directly is
 * changed by a proposal that shows its impact, is decided by a flow, and is applied at once and
 * whole, or not at all.
 *
 * <p>A proposal is an ordinary record of a form of its own, so that flows, tasks, rights and lists
 * serve it as they serve every record; this module keeps the difference it stands for, and applies
 * it through the record door in the transaction of the decision. May use: kernel, platform,
 * expression, identity, blueprint, form, access, record, ledger, flow.
 */
@ApplicationModule(
    displayName = "Amendment",
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
      "ledger",
      "flow"
    })
@NullMarked
package io.xiaodan.amendment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
