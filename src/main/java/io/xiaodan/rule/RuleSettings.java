package io.xiaodan.rule;

import io.xiaodan.platform.RetryPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How steps that fail are tried again, and how often the clock is looked at.
 *
 * @param attempts how often in all
 * @param firstPause the pause after the first failure; each further one is twice as long
 * @param longestPause the most that is ever waited
 * @param clock how often rules that wait for a time are looked at
 */
@ConfigurationProperties("xiaodan.rules")
record RuleSettings(
    @DefaultValue("10") int attempts,
    @DefaultValue("2s") Duration firstPause,
    @DefaultValue("10m") Duration longestPause,
    @DefaultValue("20s") Duration clock) {

  RetryPolicy retry() {
    return new RetryPolicy(attempts, firstPause, longestPause);
  }
}
