/**
 * What to buy and to make, for whom and until when.
 *
 * <p>An artifact of kind {@code planning} says which forms and fields hold what is wanted, what is
 * on its way, what things are made of, and where orders are written; this module holds the
 * capability only. A plan is made by the pure functions of {@code engine} from a snapshot of one
 * moment, in the background, and kept; what is taken from it is written through the record door.
 * May use: kernel, platform, expression, identity, blueprint, form, access, record, ledger.
 */
@ApplicationModule(
    displayName = "Planning",
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
      "ledger"
    })
@NullMarked
package io.xiaodan.planning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
