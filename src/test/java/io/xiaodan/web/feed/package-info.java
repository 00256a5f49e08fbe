/** The stream of news, over HTTP. */
@NullMarked
package io.xiaodan.web.feed;

import org.jspecify.annotations.NullMarked;
