/** What newer versions of the product bring for packaged artifacts, for people who build. */
@NullMarked
package io.xiaodan.web.template;

import org.jspecify.annotations.NullMarked;
