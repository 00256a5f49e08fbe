@NullMarked
package io.xiaodan.web.problem;

import org.jspecify.annotations.NullMarked;
