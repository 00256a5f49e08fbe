/** Changes of many records over HTTP. */
@NullMarked
package io.xiaodan.web.batch;

import org.jspecify.annotations.NullMarked;
