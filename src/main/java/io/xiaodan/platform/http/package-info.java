/**
 * What every request passes before any module sees it: body limits, and a clear answer while the
 * database is away.
 */
@NullMarked
package io.xiaodan.platform.http;

import org.jspecify.annotations.NullMarked;
