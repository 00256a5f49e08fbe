/** The SQL evaluator: a typed tree becomes a fragment of PostgreSQL with binds. */
@NullMarked
package io.xiaodan.expression.sql;

import org.jspecify.annotations.NullMarked;
