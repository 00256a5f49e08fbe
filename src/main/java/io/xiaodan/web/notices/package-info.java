/** The bell, and the log of what was sent. */
@NullMarked
package io.xiaodan.web.notices;

import org.jspecify.annotations.NullMarked;
