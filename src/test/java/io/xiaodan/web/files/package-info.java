@NullMarked
package io.xiaodan.web.files;

import org.jspecify.annotations.NullMarked;
