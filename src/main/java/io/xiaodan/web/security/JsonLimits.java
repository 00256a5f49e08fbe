package io.xiaodan.web.security;

import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.DeserializationFeature;

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

  /** Numbers keep every digit that was sent, and a property that is there twice is refused. */
  @Bean
  JsonMapperBuilderCustomizer faithfulJson() {
    return mapper ->
        mapper.enable(
            DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
            DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
  }
}
