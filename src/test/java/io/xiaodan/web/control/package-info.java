@NullMarked
package io.xiaodan.web.control;

import org.jspecify.annotations.NullMarked;
