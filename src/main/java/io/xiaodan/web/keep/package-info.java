/** How long what grows is kept, over HTTP. */
@NullMarked
package io.xiaodan.web.keep;

import org.jspecify.annotations.NullMarked;
