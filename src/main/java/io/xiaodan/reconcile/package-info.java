/**
 * Which money is for what: lines of bank statements become receipts, receipts are spread over what
 * is owed, and what is owed is told by customer and age.
 *
 * <p>An artifact of kind {@code receivables} says which forms hold what is owed, what came in and
 * how the bank tells it; this module holds the capability only. Matches are made by the pure
 * functions of {@code match}; what they say is written through the record door, and can be taken
 * back. May use: kernel, platform, expression, identity, blueprint, form, access, record, task,
 * action, print, link, exchange.
 */
@ApplicationModule(
    displayName = "Reconcile",
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
      "action",
      "print",
      "exchange",
      "link"
    })
@NullMarked
package io.xiaodan.reconcile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
