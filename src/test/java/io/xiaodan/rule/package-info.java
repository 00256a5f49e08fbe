@NullMarked
package io.xiaodan.rule;

import org.jspecify.annotations.NullMarked;
