package io.xiaodan.carrier;

/** A parcel came to another state. Published in the transaction that keeps it. */
public record ParcelMoved(ParcelNumber parcel, ParcelState state) {}
