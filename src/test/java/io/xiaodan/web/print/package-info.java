/** Records on paper, over HTTP. */
@org.jspecify.annotations.NullMarked
package io.xiaodan.web.print;
