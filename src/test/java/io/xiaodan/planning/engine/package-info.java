/** The engine of planning. */
@NullMarked
package io.xiaodan.planning.engine;

import org.jspecify.annotations.NullMarked;
