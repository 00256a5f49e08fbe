@NullMarked
package io.xiaodan.web.openapi;

import org.jspecify.annotations.NullMarked;
