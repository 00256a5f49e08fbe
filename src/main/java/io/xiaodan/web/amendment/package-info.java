/** Proposed changes of what was agreed. */
@NullMarked
package io.xiaodan.web.amendment;

import org.jspecify.annotations.NullMarked;
