/**
 * The floor everything stands on: the database (embedded or external), identifiers, the clock,
 * background jobs, the change feed between nodes, and how the process starts and stops.
 *
 * <p>It may use nothing above it. Other modules use the types of this package; the sub-packages are
 * its inside.
 *
 * <p>Why it exists: whatever several modules need and none of them is about lives here once.
 */
@NullMarked
@ApplicationModule(
    displayName = "Platform",
    allowedDependencies = {"kernel"})
package io.xiaodan.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
