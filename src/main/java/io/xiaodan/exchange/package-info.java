/**
 * Bringing records in from files and handing them out as files: a mapping says which form a column
 * goes to, and every line of the file is accounted for.
 *
 * <p>A mapping is an artifact of kind {@code import}, compiled with the forms it fills. An import
 * is a background job that reads the file in constant memory, writes through the record door and
 * can be cancelled, taken up again after a crash and repeated without harm. May use: kernel,
 * platform, expression, identity, blueprint, form, access, attachment, record. It exists so that a
 * file of any size comes in by the same rules as one typed order.
 */
@ApplicationModule(
    displayName = "Exchange",
    allowedDependencies = {
      "kernel",
      "platform",
      "expression",
      "identity",
      "blueprint",
      "form",
      "form::type",
      "access",
      "attachment",
      "record"
    })
@NullMarked
package io.xiaodan.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
