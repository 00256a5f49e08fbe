/** Tests of the embedded PostgreSQL. */
@NullMarked
package io.xiaodan.platform.postgres;

import org.jspecify.annotations.NullMarked;
