/** The catalogue: each function's name, signature, documentation and evaluators. */
@NullMarked
package io.xiaodan.expression.function;

import org.jspecify.annotations.NullMarked;
