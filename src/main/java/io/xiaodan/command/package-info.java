/**
 * Commands to a running server from the same machine: {@code ./xiaodan status}, {@code stop},
 * {@code token}, {@code import}.
 *
 * <p>It may use nothing but the JDK, so that a command starts at once; it speaks to the server over
 * HTTP with the control key from the data folder.
 *
 * <p>Why it exists: whoever may read the data folder may command the server, without an account.
 */
@NullMarked
@ApplicationModule(
    displayName = "Command",
    allowedDependencies = {})
package io.xiaodan.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
