/** Records on paper. */
@NullMarked
package io.xiaodan.web.print;

import org.jspecify.annotations.NullMarked;
