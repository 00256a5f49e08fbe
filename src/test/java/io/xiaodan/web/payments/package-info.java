@NullMarked
package io.xiaodan.web.payments;

import org.jspecify.annotations.NullMarked;
