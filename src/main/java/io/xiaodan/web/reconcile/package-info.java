/** What is owed and what came in: statements of banks, matches, statements of account, ages. */
@NullMarked
package io.xiaodan.web.reconcile;

import org.jspecify.annotations.NullMarked;
