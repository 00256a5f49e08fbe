/**
 * Benchmarks: each starts the real server on a fresh data folder, does its work over HTTP, and does
 * the same rows in the same run by plain prepared statements, because only the ratio of the two
 * means something on another machine.
 *
 * <p>To add one: write {@code <Name>Bench} with a {@code main} and a one-line Javadoc (the list of
 * {@code ./xiaodan bench} shows it), open a {@link io.xiaodan.bench.BenchServer}, measure both
 * sides with {@link io.xiaodan.bench.Load}, print with {@link io.xiaodan.bench.Table}. {@link
 * io.xiaodan.bench.HealthBench} is the smallest example.
 */
@NullMarked
package io.xiaodan.bench;

import org.jspecify.annotations.NullMarked;
