package io.xiaodan.platform.start;

import io.xiaodan.platform.DataHome;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Taking the data folder, the first thing of a start. */
@Configuration(proxyBeanMethods = false)
class StartConfiguration {

  @Bean(destroyMethod = "close")
  DataHomeLock dataHomeLock(DataHome home) {
    return DataHomeLock.take(home);
  }
}
