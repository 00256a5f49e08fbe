/** From a syntax tree to a typed one: names, signatures, types, and every error on the way. */
@NullMarked
package io.xiaodan.expression.check;

import org.jspecify.annotations.NullMarked;
