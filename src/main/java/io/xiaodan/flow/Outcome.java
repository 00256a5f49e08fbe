package io.xiaodan.flow;

import io.xiaodan.kernel.Label;
import java.util.List;

/**
 * One way a person can finish a node.
 *
 * @param key such as {@code approve}, {@code reject} or {@code submit}
 * @param needsComment whether a reason must be given
 * @param settings fields written when it is chosen
 * @param next key of the node that follows
 */
public record Outcome(
    String key, Label label, boolean needsComment, List<Setting> settings, String next) {}
