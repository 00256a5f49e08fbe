package io.xiaodan.batch;

import io.xiaodan.kernel.Label;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One record of a job.
 *
 * @param number its place, from 1
 * @param rev its revision when a filter picked it; null where it was picked by hand
 * @param outcome changed, same, refused, undone or kept; null while it waits
 * @param revAfter its revision after the change
 * @param before values of the changed fields before, to undo by; null where there are none
 * @param after the same after
 * @param reason why it was refused or kept
 */
public record BatchRow(
    int number,
    UUID record,
    @Nullable Long rev,
    @Nullable String outcome,
    @Nullable Long revAfter,
    @Nullable JsonNode before,
    @Nullable JsonNode after,
    @Nullable Label reason) {}
