/** Settings of the whole installation that administrators keep. */
@NullMarked
package io.xiaodan.web.settings;

import org.jspecify.annotations.NullMarked;
