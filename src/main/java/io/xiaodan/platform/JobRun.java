package io.xiaodan.platform;

import java.time.Instant;

/**
 * One attempt at a job.
 *
 * @param id the job's identity within its type, as given when it was scheduled
 * @param attempt 1 for the first
 * @param due when it was to happen
 */
public record JobRun(String id, int attempt, Instant due) {}
