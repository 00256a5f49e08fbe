/** To-dos and the way of a record, over HTTP. */
@NullMarked
package io.xiaodan.web.task;

import org.jspecify.annotations.NullMarked;
