package io.xiaodan.record;

import io.xiaodan.platform.Expiring;
import io.xiaodan.platform.Workspace;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long it is remembered which request made which record. */
@Configuration(proxyBeanMethods = false)
class RecordExpiry {

  @Bean
  Expiring oldKeys(Workspace workspace) {
    return Expiring.rows(
        "idempotency", Duration.ofDays(30), workspace.table("idempotency"), "at < ?");
  }
}
