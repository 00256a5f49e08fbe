/**
 * Runs the embedded PostgreSQL: unpacks its programs, makes its cluster, starts, watches and stops
 * it as a child process.
 */
@NullMarked
package io.xiaodan.platform.postgres;

import org.jspecify.annotations.NullMarked;
