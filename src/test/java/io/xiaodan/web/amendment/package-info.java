@NullMarked
package io.xiaodan.web.amendment;

import org.jspecify.annotations.NullMarked;
