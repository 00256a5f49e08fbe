/** One class per field type. */
@NullMarked
package io.xiaodan.form.type;

import org.jspecify.annotations.NullMarked;
