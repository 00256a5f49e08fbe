/** Plans of what to buy and make. */
@NullMarked
package io.xiaodan.web.planning;

import org.jspecify.annotations.NullMarked;
