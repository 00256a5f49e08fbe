/**
 * Links that people outside open without signing in: a form to fill in, or a question about records
 * they know by their own numbers.
 *
 * <p>A link grants exactly what it names. What is sent goes through the record door under its
 * grants; what is shown are the fields it lists, of records that match everything that was entered.
 * The address holds a secret of which only the hash is stored. May use: kernel, platform,
 * expression, identity, attachment, blueprint, form, access, record. It exists so that customers
 * can order and ask without an account and without seeing anything else.
 */
@ApplicationModule(
    displayName = "Link",
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
      "record"
    })
@NullMarked
package io.xiaodan.link;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
