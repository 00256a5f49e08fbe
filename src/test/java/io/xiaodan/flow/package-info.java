@NullMarked
package io.xiaodan.flow;

import org.jspecify.annotations.NullMarked;
