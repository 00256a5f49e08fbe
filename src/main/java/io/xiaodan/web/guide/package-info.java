/** The first steps of a new workspace. */
@NullMarked
package io.xiaodan.web.guide;

import org.jspecify.annotations.NullMarked;
