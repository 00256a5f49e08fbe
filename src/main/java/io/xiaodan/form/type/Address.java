package io.xiaodan.form.type;

import org.jspecify.annotations.Nullable;

/**
 * An address as it was written: the text keeps the names that were valid then.
 *
 * @param region code of the region; null where only a text is known
 * @param detail street and number
 * @param text the whole address on one line
 */
public record Address(@Nullable String region, String detail, String text) {}
