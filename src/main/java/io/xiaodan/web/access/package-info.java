/** Explanations of rights, and values behind masks, over HTTP. */
@NullMarked
package io.xiaodan.web.access;

import org.jspecify.annotations.NullMarked;
