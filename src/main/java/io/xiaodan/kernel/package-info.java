/**
 * The few words every module shares: a text in both languages, a message with its arguments, and
 * the one shape of an error.
 *
 * <p>May use nothing of the house. It stays small: a word belongs here only when most modules need
 * it.
 */
@ApplicationModule(
    displayName = "Kernel",
    allowedDependencies = {})
@NullMarked
package io.xiaodan.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
