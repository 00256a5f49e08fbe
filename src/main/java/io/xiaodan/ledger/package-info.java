/**
 * Ledgers: exact balances that follow from records and are never typed.
 *
 * <p>A ledger says which forms post what to which account of which dimensions. What a record posts
 * is a pure function of its present state; the difference to what it posted before is written in
 * the statement of its change, so that balances, limits and the record commit together. Balances
 * can be rebuilt from the records at any time and must come out equal. May use: kernel, platform,
 * expression, identity, blueprint, form, access, record. The record door does not know this module;
 * it takes part as a {@link io.xiaodan.record.Participant}.
 */
@ApplicationModule(
    displayName = "Ledger",
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
package io.xiaodan.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
