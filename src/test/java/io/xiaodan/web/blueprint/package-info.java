@NullMarked
package io.xiaodan.web.blueprint;

import org.jspecify.annotations.NullMarked;
