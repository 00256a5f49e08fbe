/** Links for people outside, over HTTP. */
@org.jspecify.annotations.NullMarked
package io.xiaodan.web.tracking;
