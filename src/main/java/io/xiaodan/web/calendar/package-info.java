/** The company's calendar over HTTP. */
@NullMarked
package io.xiaodan.web.calendar;

import org.jspecify.annotations.NullMarked;
