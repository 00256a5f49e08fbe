package io.xiaodan.carrier;

import java.time.Instant;

/**
 * Something that happened to a parcel.
 *
 * @param text what the carrier says of it
 */
public record ParcelEvent(Instant at, String text) {}
