package io.xiaodan.platform.http;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** The health endpoint answers anybody, and tells up or down and no more. */
@Configuration(proxyBeanMethods = false)
class OpenHealth {

  @Bean
  @Order(1)
  SecurityFilterChain healthChain(HttpSecurity http) throws Exception {
    return http.securityMatcher("/actuator/health")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(csrf -> csrf.disable())
        .requestCache(cache -> cache.disable())
        .sessionManagement(sessions -> sessions.disable())
        .build();
  }
}
