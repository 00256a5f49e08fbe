package io.xiaodan.platform;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what grows with time is kept.
 *
 * @param keep by {@link Expiring#name}; nothing or less means for good
 */
@ConfigurationProperties("xiaodan")
record ExpirySettings(@DefaultValue Map<String, Duration> keep) {}
