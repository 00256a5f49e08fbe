package io.xiaodan.reconcile.match;

import java.util.Locale;

/** By what a match was found; the earlier the surer. */
public enum Tier {
  /** The payer wrote the number. */
  REFERENCE,
  /** The payer is known and owes exactly this. */
  AMOUNT,
  /** The payer is known and owes exactly this in several items. */
  COMBINATION,
  /** The payer is known and pays a part. */
  INSTALMENT,
  /** The payer is known, and this is not what they owe. */
  CUSTOMER;

  /** The word in the database and the API. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
