@NullMarked
package io.xiaodan.carrier;

import org.jspecify.annotations.NullMarked;
