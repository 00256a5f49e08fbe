package io.xiaodan.platform;

import java.time.Instant;

/**
 * Work that was given up after its last attempt. It stays in {@code xiaodan.dead_job} until {@link
 * Jobs#revive} or deletion.
 *
 * @param type name of the {@link JobType}
 * @param id the job's identity within its type
 * @param payload as JSON text
 * @param attempts how often it was tried
 * @param error the last failure, class and message
 * @param diedAt when it was given up
 */
public record DeadJob(
    String type, String id, String payload, int attempts, String error, Instant diedAt) {}
