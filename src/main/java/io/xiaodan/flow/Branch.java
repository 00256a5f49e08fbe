package io.xiaodan.flow;

import io.xiaodan.expression.Formula;
import io.xiaodan.kernel.Label;
import java.util.List;

/**
 * One way out of a condition, a decision table or a split.
 *
 * @param when decides; a condition takes the first that holds, an inclusive split all that do
 * @param settings fields written when it is taken
 * @param next key of the node that follows
 */
public record Branch(String key, Label label, Formula when, List<Setting> settings, String next) {}
