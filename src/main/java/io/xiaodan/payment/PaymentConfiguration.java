package io.xiaodan.payment;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import tools.jackson.databind.json.JsonMapper;

/** Reads the mapping: that of the order app, unless the setting names another document. */
@Configuration(proxyBeanMethods = false)
class PaymentConfiguration {

  @Bean
  PaymentMapping paymentMapping(
      @Value("${xiaodan.payment.mapping:classpath:blueprint/orders/integration/payment.json}")
          Resource document,
      JsonMapper json)
      throws IOException {
    try (InputStream in = document.getInputStream()) {
      return json.readValue(in, PaymentMapping.class);
    }
  }
}
