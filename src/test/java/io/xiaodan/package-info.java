/** Tests of the whole: what the build proves about the code itself. */
@NullMarked
package io.xiaodan;

import org.jspecify.annotations.NullMarked;
