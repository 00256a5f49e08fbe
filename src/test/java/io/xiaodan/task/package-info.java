@NullMarked
package io.xiaodan.task;

import org.jspecify.annotations.NullMarked;
