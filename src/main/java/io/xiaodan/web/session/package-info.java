/** Signing in and out, and the first start. */
@NullMarked
package io.xiaodan.web.session;

import org.jspecify.annotations.NullMarked;
