/**
 * Roles: who may see and do what, down to the row and the field.
 *
 * <p>A role is an artifact. Its rights are applied twice from the same words: as SQL where rows are
 * read, and in memory where single records are read, written and referred to. May use: kernel,
 * platform, expression, identity, blueprint, form.
 */
@ApplicationModule(
    displayName = "Access",
    allowedDependencies = {
      "kernel",
      "platform",
      "expression",
      "identity",
      "blueprint",
      "form",
      "form :: type"
    })
@NullMarked
package io.xiaodan.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
