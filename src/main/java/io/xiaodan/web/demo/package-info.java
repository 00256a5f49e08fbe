/** Loading and wiping demonstration data. */
@NullMarked
package io.xiaodan.web.demo;

import org.jspecify.annotations.NullMarked;
