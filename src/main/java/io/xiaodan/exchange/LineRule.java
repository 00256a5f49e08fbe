package io.xiaodan.exchange;

import io.xiaodan.expression.Formula;
import io.xiaodan.kernel.Label;

/**
 * A stated rule about lines, counted by its key in the report.
 *
 * @param label what the rule says, for people
 */
record LineRule(String key, Label label, Formula formula) {}
