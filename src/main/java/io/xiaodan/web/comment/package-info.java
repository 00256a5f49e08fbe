/** Comments over HTTP. */
@NullMarked
package io.xiaodan.web.comment;

import org.jspecify.annotations.NullMarked;
