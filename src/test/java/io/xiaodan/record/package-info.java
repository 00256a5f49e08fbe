/** Tests of records from within their module. */
@NullMarked
package io.xiaodan.record;

import org.jspecify.annotations.NullMarked;
