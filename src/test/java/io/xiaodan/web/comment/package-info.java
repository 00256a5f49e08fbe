/** Tests of comments. */
@NullMarked
package io.xiaodan.web.comment;

import org.jspecify.annotations.NullMarked;
