package io.xiaodan.platform;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The small shared things that have no configuration of their own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PlatformSettings.class, ExpirySettings.class})
class PlatformConfiguration {

  /**
   * Time in UTC, to the microsecond: what PostgreSQL keeps, so that an instant read back equals the
   * one written.
   */
  @Bean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
  }

  @Bean
  DataHome dataHome(PlatformSettings settings) {
    return new DataHome(settings.data());
  }

  @Bean
  PlatformSettings.Workers workersSettings(PlatformSettings settings) {
    return settings.jobs();
  }
}
