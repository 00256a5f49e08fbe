/**
 * HTTP: each controller reads a request, calls one facade and renders its answer; security, errors
 * and the delivery of the pages are here once for all of them.
 *
 * <p>It stands above every other module and may use them all; nothing may use it.
 */
@ApplicationModule(displayName = "Web")
@NullMarked
package io.xiaodan.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
