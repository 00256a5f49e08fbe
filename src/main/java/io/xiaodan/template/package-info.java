/**
 * Installs packaged apps: the order app is a folder of artifacts, nothing in the code knows of
 * orders. May use: everything below the web.
 */
@ApplicationModule(
    displayName = "Template",
    allowedDependencies = {"kernel", "platform", "identity", "blueprint"})
@NullMarked
package io.xiaodan.template;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
