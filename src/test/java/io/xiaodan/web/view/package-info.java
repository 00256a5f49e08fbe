/** Saved views over HTTP, tried as people use them. */
@NullMarked
package io.xiaodan.web.view;

import org.jspecify.annotations.NullMarked;
