package io.xiaodan.notification;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Calls to other systems.
 *
 * @param timeout the longest wait for a connection, and for an answer
 * @param allowedHosts hosts that may be called though they are within the own network
 */
@ConfigurationProperties("xiaodan.outbound")
record OutboundSettings(
    @DefaultValue("10s") Duration timeout, @DefaultValue Set<String> allowedHosts) {

  OutboundSettings {
    allowedHosts = Set.copyOf(allowedHosts);
  }
}
