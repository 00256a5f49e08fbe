package io.xiaodan.web.problem;

import io.xiaodan.kernel.Messages;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Finds the sentences of every module: whichever file lies in {@code i18n/} is taken. */
@Configuration(proxyBeanMethods = false)
class SentencesConfiguration {

  private static final String SUFFIX = "_zh.properties";

  @Bean
  Messages messages() throws IOException {
    Resource[] files =
        new PathMatchingResourcePatternResolver().getResources("classpath*:i18n/*" + SUFFIX);
    List<String> modules =
        Arrays.stream(files)
            .map(file -> Objects.requireNonNull(file.getFilename()))
            .map(name -> name.substring(0, name.length() - SUFFIX.length()))
            .distinct()
            .sorted()
            .toList();
    return new Messages(modules);
  }
}
