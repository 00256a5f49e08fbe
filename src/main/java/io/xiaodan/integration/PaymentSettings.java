package io.xiaodan.integration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How payment services prove themselves.
 *
 * @param secret shared with the payment service; absent means one that was generated once
 */
@ConfigurationProperties("xiaodan.payment")
record PaymentSettings(@Nullable String secret) {}
