/** Proof-reading of conditions: which values to try, and what they show. */
@NullMarked
package io.xiaodan.expression.cases;

import org.jspecify.annotations.NullMarked;
