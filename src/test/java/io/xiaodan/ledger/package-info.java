@NullMarked
package io.xiaodan.ledger;

import org.jspecify.annotations.NullMarked;
