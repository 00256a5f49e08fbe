@NullMarked
package io.xiaodan.web.calendar;

import org.jspecify.annotations.NullMarked;
