/** Uploaded files: stored by content outside the web root, described in the workspace's schema. */
@ApplicationModule(
    displayName = "Attachment",
    allowedDependencies = {"kernel", "platform", "identity"})
@NullMarked
package io.xiaodan.attachment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
