/** What the text functions and text formats mean, apart from any evaluator. */
@NullMarked
package io.xiaodan.expression.text;

import org.jspecify.annotations.NullMarked;
