package io.xiaodan.integration;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a payment service reports.
 *
 * @param paymentNo the payment's number at the payment service; the same number is the same payment
 * @param orderNo number of the order that was paid
 * @param amount in the workspace's currency; never negative
 * @param status key of the payment's state, such as {@code pending}, {@code succeeded}, {@code
 *     failed}, {@code refunded}
 * @param paidAt when it was paid; null while it is not
 * @param channel the way it was paid, such as {@code wechat}; null when unknown
 */
public record PaymentCallback(
    String paymentNo,
    String orderNo,
    BigDecimal amount,
    String status,
    @Nullable Instant paidAt,
    @Nullable String channel) {}
