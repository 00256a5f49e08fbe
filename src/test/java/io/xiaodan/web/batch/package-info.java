/** Tests of changes of many records. */
@NullMarked
package io.xiaodan.web.batch;

import org.jspecify.annotations.NullMarked;
