package io.xiaodan.payment;

import io.xiaodan.integration.PaymentCallback;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which form keeps payments and what its fields are called.
 *
 * @param form key of the form
 * @param fields key of the field for each part of a callback
 * @param orderNumber key of the unique field by which the form behind {@code fields.order} is
 *     searched
 * @param transitions the states that may follow a state; news of any other state has been overtaken
 */
record PaymentMapping(
    String form, Fields fields, String orderNumber, Map<String, Set<String>> transitions) {

  /** Keys of fields; {@code number} must be unique. */
  record Fields(
      String number, String order, String amount, String status, String paidAt, String channel) {}

  /** The record's values for a callback, as the record door reads them; the channel may be null. */
  Map<String, @Nullable Object> values(PaymentCallback callback, @Nullable String channel) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put(fields.number(), callback.paymentNo());
    values.put(fields.order(), Map.of("by", Map.of(orderNumber, callback.orderNo())));
    values.put(fields.amount(), callback.amount().toPlainString());
    values.put(fields.status(), callback.status());
    values.put(fields.paidAt(), callback.paidAt() == null ? null : callback.paidAt().toString());
    values.put(fields.channel(), channel);
    return values;
  }

  /** The values that may change with a later callback. */
  Map<String, @Nullable Object> news(PaymentCallback callback) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put(fields.status(), callback.status());
    if (callback.paidAt() != null) {
      values.put(fields.paidAt(), callback.paidAt().toString());
    }
    return values;
  }

  /** Whether a payment goes from one state to another. */
  boolean follows(String from, String to) {
    return transitions.getOrDefault(from, Set.of()).contains(to);
  }

  /** The form's field for a part of the callback, for violations. */
  List<String> keys() {
    return List.of(
        fields.number(),
        fields.order(),
        fields.amount(),
        fields.status(),
        fields.paidAt(),
        fields.channel());
  }
}
