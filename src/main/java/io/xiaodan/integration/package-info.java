/** Other systems: what they send in, and how it is known to be theirs. */
@ApplicationModule(
    displayName = "Integration",
    allowedDependencies = {
      "kernel",
      "platform",
      "identity",
      "blueprint",
      "form",
      "form :: type",
      "record"
    })
@NullMarked
package io.xiaodan.integration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
