/** One class per field type. */
@NamedInterface("type")
@NullMarked
package io.xiaodan.form.type;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
