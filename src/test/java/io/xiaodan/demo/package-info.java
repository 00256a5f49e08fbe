@NullMarked
package io.xiaodan.demo;

import org.jspecify.annotations.NullMarked;
