/** The description of the API for the person who asks: their forms, fields and actions. */
@NullMarked
package io.xiaodan.web.openapi;

import org.jspecify.annotations.NullMarked;
