/** What commands on the same machine may ask for. */
@NullMarked
package io.xiaodan.web.control;

import org.jspecify.annotations.NullMarked;
