/** Questions and dashboards, on a real database. */
@NullMarked
package io.xiaodan.report;

import org.jspecify.annotations.NullMarked;
