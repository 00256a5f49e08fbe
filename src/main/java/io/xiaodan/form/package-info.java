/**
 * Forms: fields with their types, the tables they are kept in, and the order in which their values
 * are computed.
 *
 * <p>A compiled {@link io.xiaodan.form.Form} knows everything the record door, the reports and the
 * screens ask about a form; it holds no data. May use: kernel, platform, expression, blueprint.
 */
@ApplicationModule(
    displayName = "Form",
    allowedDependencies = {"kernel", "platform", "expression", "blueprint"})
@NullMarked
package io.xiaodan.form;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
