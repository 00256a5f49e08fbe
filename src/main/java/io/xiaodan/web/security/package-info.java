/** Who is asking, and what every answer carries so that a browser keeps it safe. */
@NullMarked
package io.xiaodan.web.security;

import org.jspecify.annotations.NullMarked;
