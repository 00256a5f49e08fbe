/** Draws answers as charts on paper. Knows nothing of questions: it is given texts and numbers. */
@NullMarked
package io.xiaodan.report.drawing;

import org.jspecify.annotations.NullMarked;
