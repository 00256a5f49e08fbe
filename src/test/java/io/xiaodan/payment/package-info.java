@NullMarked
package io.xiaodan.payment;

import org.jspecify.annotations.NullMarked;
