/** From text to a tree with positions: lexer and parser. */
@NullMarked
package io.xiaodan.expression.syntax;

import org.jspecify.annotations.NullMarked;
