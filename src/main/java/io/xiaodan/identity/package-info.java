/**
 * Who works here: people and their roles, sign-in, sessions, API tokens and the first start.
 *
 * <p>Roles are keys; what a role may do is said by role documents that are compiled elsewhere and
 * looked up through {@link io.xiaodan.identity.RoleSource}.
 */
@ApplicationModule(
    displayName = "Identity",
    allowedDependencies = {"kernel", "platform"})
@NullMarked
package io.xiaodan.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
