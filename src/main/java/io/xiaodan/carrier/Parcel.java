package io.xiaodan.carrier;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a parcel.
 *
 * @param events the latest first
 * @param problem why nothing new is known, as the service said it; null where all is well
 * @param askedAt when the service last answered or failed; null while it was not asked yet
 */
public record Parcel(
    ParcelNumber number,
    ParcelState state,
    List<ParcelEvent> events,
    @Nullable String problem,
    @Nullable Instant askedAt) {}
