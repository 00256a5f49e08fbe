/** What other systems send in, and how administrators receive it. */
@NullMarked
package io.xiaodan.web.hooks;

import org.jspecify.annotations.NullMarked;
