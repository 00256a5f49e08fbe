@NullMarked
package io.xiaodan.web.exchange;

import org.jspecify.annotations.NullMarked;
