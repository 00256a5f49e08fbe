/**
 * Everything a company builds, as versioned documents compiled into one immutable {@link
 * io.xiaodan.blueprint.Blueprint}.
 *
 * <p>This module keeps artifacts (draft, published, every version), runs the checks of their kinds
 * and swaps the compiled whole. It does not know what a form or a flow is: each kind registers
 * itself as an {@link io.xiaodan.blueprint.ArtifactKind} from its own module. May use: kernel,
 * platform.
 */
@ApplicationModule(
    displayName = "Blueprint",
    allowedDependencies = {"kernel", "platform"})
@NullMarked
package io.xiaodan.blueprint;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
