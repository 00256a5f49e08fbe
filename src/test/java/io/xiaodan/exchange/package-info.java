@NullMarked
package io.xiaodan.exchange;

import org.jspecify.annotations.NullMarked;
