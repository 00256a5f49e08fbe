/** How a question becomes one SQL statement: the steps, in their order, and what they work on. */
@NullMarked
package io.xiaodan.report.query;

import org.jspecify.annotations.NullMarked;
