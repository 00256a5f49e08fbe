/**
 * Many records changed at once: edited, deleted, restored or purged by one order, in the
 * background.
 *
 * <p>A job goes through the record door row by row in the name of the person who asked, with the
 * rights and rules of that moment, notes what became of every row in the transaction that changes
 * it, and can be cancelled, taken up again after a crash, and undone. May use: kernel, platform,
 * expression, identity, blueprint, form, access, record. It exists so that "all of these" is as
 * safe as one at a time.
 */
@ApplicationModule(
    displayName = "Batch",
    allowedDependencies = {
      "kernel",
      "platform",
      "expression",
      "identity",
      "blueprint",
      "form",
      "form :: type",
      "access",
      "record"
    })
@NullMarked
package io.xiaodan.batch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
