/** Tests of the platform. */
@NullMarked
package io.xiaodan.platform;

import org.jspecify.annotations.NullMarked;
