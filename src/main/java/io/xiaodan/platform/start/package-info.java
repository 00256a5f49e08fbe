/** How the process starts, announces itself and refuses: one sentence instead of a stack trace. */
@NullMarked
package io.xiaodan.platform.start;

import org.jspecify.annotations.NullMarked;
