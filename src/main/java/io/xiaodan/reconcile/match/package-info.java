/**
 * Which money is for what, as a pure function: receipts, open items and customers in, matches with
 * reasons and confidence out. Knows nothing of records, forms or databases.
 */
@NamedInterface("match")
@NullMarked
package io.xiaodan.reconcile.match;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
