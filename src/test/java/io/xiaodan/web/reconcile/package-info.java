/** What is owed and what came in, over HTTP. */
@org.jspecify.annotations.NullMarked
package io.xiaodan.web.reconcile;
