package io.xiaodan.flow;

import io.xiaodan.expression.Formula;
import io.xiaodan.kernel.Label;
import java.util.List;

/**
 * One way out of a condition.
 *
 * @param when decides; the first branch that holds is taken
 * @param settings fields written when it is taken
 * @param next key of the node that follows
 */
public record Branch(String key, Label label, Formula when, List<Setting> settings, String next) {}
