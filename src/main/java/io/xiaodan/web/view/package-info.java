/** Saved views over HTTP. */
@NullMarked
package io.xiaodan.web.view;

import org.jspecify.annotations.NullMarked;
