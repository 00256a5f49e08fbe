/**
 * What people say to one another about a record.
 *
 * <p>Whoever sees a record reads and writes its comments, and only they can be mentioned: nobody
 * learns of a record from a comment. May use: kernel, platform, identity, blueprint, notification,
 * record.
 */
@ApplicationModule(
    displayName = "Comment",
    allowedDependencies = {"kernel", "platform", "identity", "blueprint", "notification", "record"})
@NullMarked
package io.xiaodan.comment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
