@NullMarked
package io.xiaodan.template;

import org.jspecify.annotations.NullMarked;
