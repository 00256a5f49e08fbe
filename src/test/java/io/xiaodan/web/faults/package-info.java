@NullMarked
package io.xiaodan.web.faults;

import org.jspecify.annotations.NullMarked;
