package io.xiaodan.notification;

import io.xiaodan.platform.Expiring;
import io.xiaodan.platform.Workspace;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long messages are kept. */
@Configuration(proxyBeanMethods = false)
class NotificationExpiry {

  @Bean
  Expiring oldNotices(Workspace workspace) {
    return Expiring.rows("notices", Duration.ofDays(180), workspace.table("notice"), "at < ?");
  }

  @Bean
  Expiring oldDeliveries(Workspace workspace) {
    return Expiring.rows(
        "deliveries",
        Duration.ofDays(365),
        workspace.table("outbound_message"),
        "state <> 'sending' AND at < ?");
  }
}
