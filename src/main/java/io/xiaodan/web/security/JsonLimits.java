package io.xiaodan.web.security;

import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.StreamReadConstraints;

/** How far JSON may go before it is refused; each is well above what any form or artifact needs. */
@Configuration(proxyBeanMethods = false)
class JsonLimits {

  private static final int DEPTH = 100;
  private static final int DIGITS = 200;
  private static final int NAME = 1_000;
  private static final int TEXT = 2_000_000;

  @Bean
  JsonFactoryBuilderCustomizer jsonConstraints() {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(DEPTH)
            .maxNumberLength(DIGITS)
            .maxNameLength(NAME)
            .maxStringLength(TEXT)
            .build();
    return factory -> factory.streamReadConstraints(constraints);
  }
}
