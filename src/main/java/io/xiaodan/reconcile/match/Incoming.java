package io.xiaodan.reconcile.match;

import java.time.LocalDate;

/**
 * Money that came in.
 *
 * @param cents above zero
 * @param payer as the bank names who paid; empty for unknown
 * @param account of who paid; empty for unknown
 * @param remark what the payer wrote
 */
public record Incoming(
    String id, LocalDate date, long cents, String payer, String account, String remark) {}
