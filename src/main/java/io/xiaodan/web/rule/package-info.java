/** What rules have done, for people who build or administer. */
@NullMarked
package io.xiaodan.web.rule;

import org.jspecify.annotations.NullMarked;
