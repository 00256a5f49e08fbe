/** The JVM evaluator: a typed tree becomes a tree of closures that run on every order. */
@NullMarked
package io.xiaodan.expression.evaluate;

import org.jspecify.annotations.NullMarked;
