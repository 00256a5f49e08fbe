/**
 * Payments of the outside world as records: what a payment service reports becomes a record of the
 * form that a mapping document names.
 *
 * <p>Nothing here knows of orders or payments as such; what follows from a payment is said by the
 * rules of the form. May use: kernel, expression, identity, blueprint, form, record, integration.
 */
@ApplicationModule(
    displayName = "Payment",
    allowedDependencies = {
      "kernel",
      "expression",
      "identity",
      "blueprint",
      "form",
      "form :: type",
      "record",
      "integration"
    })
@NullMarked
package io.xiaodan.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
