@NullMarked
package io.xiaodan.web.notices;

import org.jspecify.annotations.NullMarked;
