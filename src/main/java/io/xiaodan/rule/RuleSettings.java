package io.xiaodan.rule;

import io.xiaodan.platform.RetryPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How steps that fail are tried again.
 *
 * @param attempts how often in all
 * @param firstPause the pause after the first failure; each further one is twice as long
 * @param longestPause the most that is ever waited
 */
@ConfigurationProperties("xiaodan.rules")
record RuleSettings(
    @DefaultValue("10") int attempts,
    @DefaultValue("2s") Duration firstPause,
    @DefaultValue("10m") Duration longestPause) {

  RetryPolicy retry() {
    return new RetryPolicy(attempts, firstPause, longestPause);
  }
}
