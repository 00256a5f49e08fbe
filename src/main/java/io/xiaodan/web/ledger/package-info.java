/** Balances over HTTP. */
@NullMarked
package io.xiaodan.web.ledger;

import org.jspecify.annotations.NullMarked;
