/**
 * Where parcels are: services that know it are asked, seldom, and what they said is kept.
 *
 * <p>A {@link io.xiaodan.carrier.Parcels} question never waits for anybody outside: it answers with
 * what is known and asks in the background. Which service is asked is a connection of the
 * workspace; each service is one small file that knows its signature and its words. May use:
 * kernel, platform, notification.
 */
@ApplicationModule(
    displayName = "Carrier",
    allowedDependencies = {"kernel", "platform", "notification"})
@NullMarked
package io.xiaodan.carrier;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
