package io.xiaodan.carrier;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a parcel is known.
 *
 * @param carrier key of one of {@link Carrier#all}
 * @param number as the carrier gave it
 * @param phone of the sender or receiver, which some carriers want to know; null for unknown
 */
public record ParcelNumber(String carrier, String number, @Nullable String phone) {

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9-]{5,40}");
  private static final int LAST = 4;

  public ParcelNumber {
    number = number.strip();
  }

  /** Whether it can be one, so that asking is not wasted. */
  boolean isPlausible() {
    return SHAPE.matcher(number).matches();
  }

  /** The last four digits of the phone; empty for unknown. */
  String phoneEnd() {
    String digits = phone == null ? "" : phone.replaceAll("\\D", "");
    return digits.length() < LAST ? "" : digits.substring(digits.length() - LAST);
  }
}
