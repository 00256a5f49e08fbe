/**
 * What tests of all modules share: a real database, a server in a fresh folder, a clock that can be
 * set.
 */
@NullMarked
package io.xiaodan.support;

import org.jspecify.annotations.NullMarked;
