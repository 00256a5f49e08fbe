package io.xiaodan.web.problem;

import org.jspecify.annotations.Nullable;

/**
 * A failure ready to be sent.
 *
 * @param retryAfter seconds after which trying again makes sense; null when it never does
 */
record Answer(ProblemDocument document, @Nullable Long retryAfter) {}
