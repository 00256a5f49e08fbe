/**
 * One order, one link: what the people an order concerns see of it without signing in, what they
 * may do there, and how service finds and answers them.
 *
 * <p>What is shown, in which stages and with which reasons is an artifact of kind {@code tracking}
 * over any form; this module holds the capability only. A page is made of the one record its link
 * is about and of the deliveries that refer to it, nothing else. May use: kernel, platform,
 * expression, identity, attachment, blueprint, form, access, record, task, action, print, carrier,
 * link.
 */
@ApplicationModule(
    displayName = "Tracking",
    allowedDependencies = {
      "kernel",
      "platform",
      "expression",
      "identity",
      "attachment",
      "blueprint",
      "form",
      "form :: type",
      "access",
      "record",
      "task",
      "action",
      "print",
      "carrier",
      "link"
    })
@NullMarked
package io.xiaodan.tracking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
