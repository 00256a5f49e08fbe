@NullMarked
package io.xiaodan.attachment;

import org.jspecify.annotations.NullMarked;
