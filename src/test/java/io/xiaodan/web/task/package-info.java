@NullMarked
package io.xiaodan.web.task;

import org.jspecify.annotations.NullMarked;
