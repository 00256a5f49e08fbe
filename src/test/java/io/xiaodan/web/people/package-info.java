@NullMarked
package io.xiaodan.web.people;

import org.jspecify.annotations.NullMarked;
