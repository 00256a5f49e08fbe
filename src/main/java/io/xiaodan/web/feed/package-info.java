/** News for open pages, as server-sent events. */
@NullMarked
package io.xiaodan.web.feed;

import org.jspecify.annotations.NullMarked;
