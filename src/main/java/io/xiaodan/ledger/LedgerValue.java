package io.xiaodan.ledger;

import io.xiaodan.expression.Formula;
import io.xiaodan.kernel.Label;

/**
 * A number made of accounts.
 *
 * @param formula over the keys of accounts
 * @param scale places after the point when shown
 */
public record LedgerValue(String key, Label label, Formula formula, int scale) {}
