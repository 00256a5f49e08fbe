/** One class per field type; open to the modules that treat a type in a way of its own. */
@NamedInterface("type")
@NullMarked
package io.xiaodan.form.type;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
