/** One order, one link: what customers open, and what service works with. */
@NullMarked
package io.xiaodan.web.tracking;

import org.jspecify.annotations.NullMarked;
