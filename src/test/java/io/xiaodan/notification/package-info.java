@NullMarked
package io.xiaodan.notification;

import org.jspecify.annotations.NullMarked;
