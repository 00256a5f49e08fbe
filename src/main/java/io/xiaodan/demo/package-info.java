/**
 * Demonstration data: a year of a small company's orders, made up the same way every time, loaded
 * and taken away again with one click.
 *
 * <p>Everything goes through the record door as history (or, for the last days, through the flow
 * like a real order), and is remembered so that wiping removes exactly that. May use: kernel,
 * platform, identity, blueprint, form, record. It exists so that a new workspace can show what it
 * is for.
 */
@ApplicationModule(
    displayName = "Demo",
    allowedDependencies = {
      "kernel",
      "platform",
      "identity",
      "blueprint",
      "form",
      "form::type",
      "record"
    })
@NullMarked
package io.xiaodan.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
