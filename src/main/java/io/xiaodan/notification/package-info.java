/**
 * Telling people: notices inside the product, e-mail and SMS outside it, and the log of what was
 * sent, not sent, and why.
 */
@ApplicationModule(
    displayName = "Notification",
    allowedDependencies = {"kernel", "platform", "expression", "identity"})
@NullMarked
package io.xiaodan.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
