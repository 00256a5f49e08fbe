@NullMarked
package io.xiaodan.web.session;

import org.jspecify.annotations.NullMarked;
