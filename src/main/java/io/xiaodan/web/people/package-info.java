/** The people of the installation. */
@NullMarked
package io.xiaodan.web.people;

import org.jspecify.annotations.NullMarked;
