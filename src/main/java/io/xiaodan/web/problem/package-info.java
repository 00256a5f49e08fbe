/** How every failure is answered: one problem document, in the reader's language. */
@NullMarked
package io.xiaodan.web.problem;

import org.jspecify.annotations.NullMarked;
