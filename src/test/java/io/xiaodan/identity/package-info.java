@NullMarked
package io.xiaodan.identity;

import org.jspecify.annotations.NullMarked;
