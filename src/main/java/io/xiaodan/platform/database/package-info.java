/** Which database is used, connections to it, its migrations, and whether it can be reached. */
@NullMarked
package io.xiaodan.platform.database;

import org.jspecify.annotations.NullMarked;
