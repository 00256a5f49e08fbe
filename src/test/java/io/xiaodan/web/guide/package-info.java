@NullMarked
package io.xiaodan.web.guide;

import org.jspecify.annotations.NullMarked;
