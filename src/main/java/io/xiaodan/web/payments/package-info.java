/** What payment services report. */
@NullMarked
package io.xiaodan.web.payments;

import org.jspecify.annotations.NullMarked;
