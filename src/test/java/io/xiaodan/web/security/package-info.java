@NullMarked
package io.xiaodan.web.security;

import org.jspecify.annotations.NullMarked;
