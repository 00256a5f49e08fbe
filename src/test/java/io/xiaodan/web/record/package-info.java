@NullMarked
package io.xiaodan.web.record;

import org.jspecify.annotations.NullMarked;
