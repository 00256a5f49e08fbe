@NullMarked
package io.xiaodan.expression;

import org.jspecify.annotations.NullMarked;
