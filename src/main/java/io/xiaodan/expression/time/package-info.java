/** What the date functions mean, apart from any evaluator. */
@NullMarked
package io.xiaodan.expression.time;

import org.jspecify.annotations.NullMarked;
