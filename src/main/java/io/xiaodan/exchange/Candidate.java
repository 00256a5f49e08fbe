package io.xiaodan.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that lines of the file describe, before it is built.
 *
 * @param key its key value as text
 * @param lines all of its lines where they become line items, else the first
 * @param count how many lines describe it
 * @param values what was gathered from its lines, in the order of the target's values and then the
 *     moment; null where the values are to be taken from {@code lines}
 */
record Candidate(
    String key, List<SourceLine> lines, long count, @Nullable Object @Nullable [] values) {}
