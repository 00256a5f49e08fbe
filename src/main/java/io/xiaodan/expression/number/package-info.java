/** What arithmetic means, apart from any evaluator. */
@NullMarked
package io.xiaodan.expression.number;

import org.jspecify.annotations.NullMarked;
