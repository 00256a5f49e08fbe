/** Planning as its users meet it. */
@NullMarked
package io.xiaodan.planning;

import org.jspecify.annotations.NullMarked;
