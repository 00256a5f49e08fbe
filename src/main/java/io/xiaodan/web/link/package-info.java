/** Links for people outside: those who make them, and those who open them. */
@NullMarked
package io.xiaodan.web.link;

import org.jspecify.annotations.NullMarked;
