/** The pages of the product and their files. */
@NullMarked
package io.xiaodan.web.pages;

import org.jspecify.annotations.NullMarked;
