/** Tests of starting and stopping, by the means of the person at the console. */
@NullMarked
package io.xiaodan.platform.start;

import org.jspecify.annotations.NullMarked;
