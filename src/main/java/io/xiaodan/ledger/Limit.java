package io.xiaodan.ledger;

import io.xiaodan.expression.Formula;
import io.xiaodan.kernel.Label;
import java.util.List;

/**
 * What a number made of accounts must not fall below zero.
 *
 * @param label the number in the words of people: what is free
 * @param value over the keys of accounts; it is never to be less than zero
 * @param blocks whether a change that breaks it is refused; otherwise it is told
 * @param everyDay whether it must hold on every day from today on as far as is known, and not only
 *     for the balance of everything
 * @param show accounts and values that are told with a refusal
 */
public record Limit(
    String key, Label label, Formula value, boolean blocks, boolean everyDay, List<String> show) {}
