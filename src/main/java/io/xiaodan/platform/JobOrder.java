package io.xiaodan.platform;

import java.time.Instant;

/**
 * One piece of work to be done.
 *
 * @param type what kind
 * @param id its identity within the type: asking twice for the same is one job while the first
 *     waits or runs
 * @param payload what the handler needs to know
 * @param due not before this
 */
public record JobOrder<T>(JobType<T> type, String id, T payload, Instant due) {}
