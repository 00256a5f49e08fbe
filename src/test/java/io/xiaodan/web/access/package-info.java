/** Rights explained and masks lifted, over HTTP. */
@org.jspecify.annotations.NullMarked
package io.xiaodan.web.access;
