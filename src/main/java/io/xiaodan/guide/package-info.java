/**
 * What an administrator does first in a new workspace, as a list that ticks itself off.
 *
 * <p>The list is an artifact of kind {@code guide}; whether a step is done is read from what is
 * there, never from a mark somebody has to set. May use: kernel, platform, identity, blueprint,
 * form, notification.
 */
@ApplicationModule(
    displayName = "Guide",
    allowedDependencies = {"kernel", "platform", "identity", "blueprint", "form", "notification"})
@NullMarked
package io.xiaodan.guide;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
