/**
 * What somebody is to do: approvals and work that flows hand out, to-dos that rules make. One list
 * for all of them.
 *
 * <p>May use: kernel, platform, identity.
 */
@ApplicationModule(
    displayName = "Task",
    allowedDependencies = {"kernel", "platform", "identity"})
@NullMarked
package io.xiaodan.task;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
