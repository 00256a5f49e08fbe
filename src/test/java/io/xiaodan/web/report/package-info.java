/** Dashboards over HTTP. */
@NullMarked
package io.xiaodan.web.report;

import org.jspecify.annotations.NullMarked;
