/**
 * Planning as a pure function: from demand, stock, what is on its way, bills of materials, lead
 * times, lots and a calendar to suggestions, each with what it serves. No database, no clock.
 */
@NullMarked
package io.xiaodan.planning.engine;

import org.jspecify.annotations.NullMarked;
