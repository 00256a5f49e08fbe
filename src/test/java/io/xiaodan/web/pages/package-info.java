@NullMarked
package io.xiaodan.web.pages;

import org.jspecify.annotations.NullMarked;
