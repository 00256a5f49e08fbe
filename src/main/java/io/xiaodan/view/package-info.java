/**
 * Saved views: how somebody, or everybody, looks at the records of a form.
 *
 * <p>A view is a document, not an artifact: it changes nothing but what is shown, so it needs no
 * publishing. Nobody learns of a field from a view that they may not see. May use: kernel,
 * platform, identity, blueprint, form, access, filter, record.
 */
@ApplicationModule(
    displayName = "View",
    allowedDependencies = {
      "kernel",
      "platform",
      "expression",
      "identity",
      "blueprint",
      "form",
      "form :: type",
      "access",
      "filter",
      "record"
    })
@NullMarked
package io.xiaodan.view;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
