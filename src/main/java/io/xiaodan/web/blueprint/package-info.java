/** The blueprint over HTTP: what people work with, and how builders change it. */
@NullMarked
package io.xiaodan.web.blueprint;

import org.jspecify.annotations.NullMarked;
