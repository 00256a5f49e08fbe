package io.xiaodan.platform;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The small shared things that have no configuration of their own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PlatformSettings.class, ExpirySettings.class})
class PlatformConfiguration {

  private static final Logger log = LoggerFactory.getLogger(PlatformConfiguration.class);

  /**
   * Time in UTC, to the microsecond: what PostgreSQL keeps, so that an instant read back equals the
   * one written.
   *
   * @param ahead a file that says how far the clock runs ahead, for tests; empty for the time as it
   *     is
   */
  @Bean
  Clock clock(@Value("${xiaodan.test.clock-ahead:}") String ahead) {
    Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    if (ahead.isBlank()) {
      return clock;
    }
    log.warn("the clock runs ahead as {} says; this is for tests only", ahead);
    return new AheadClock(clock, Path.of(ahead));
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
