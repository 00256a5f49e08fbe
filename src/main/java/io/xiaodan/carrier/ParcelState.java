package io.xiaodan.carrier;

import java.util.Locale;

/** Where a parcel is on its way, in the words all carriers share. */
public enum ParcelState {
  /** Nothing is known yet. */
  UNKNOWN,
  /** Taken over from the sender 揽收. */
  ACCEPTED,
  /** On its way 在途. */
  IN_TRANSIT,
  /** Being brought to the receiver 派件. */
  DELIVERING,
  /** Handed over 签收. */
  SIGNED,
  /** Going or gone back to the sender 退回. */
  RETURNED,
  /** Something is in the way, somebody has to look 疑难. */
  PROBLEM;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The word in the database and in the API. */
  public String key() {
    return key;
  }

  static ParcelState of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }

  /** Whether nothing more is to come. */
  boolean isFinal() {
    return this == SIGNED || this == RETURNED;
  }
}
