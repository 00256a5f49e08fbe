/**
 * Filters that people put together by clicking: a tree of conditions on fields, read from JSON and
 * turned into the condition of a statement.
 *
 * <p>A condition becomes a formula of the language, under the rights of the person who filters, so
 * that it means the same as everywhere. May use: kernel, expression, identity, blueprint, form,
 * access.
 */
@ApplicationModule(
    displayName = "Filter",
    allowedDependencies = {
      "kernel",
      "expression",
      "identity",
      "blueprint",
      "form",
      "form :: type",
      "access"
    })
@NullMarked
package io.xiaodan.filter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
