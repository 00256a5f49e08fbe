package io.xiaodan.integration;

import io.xiaodan.platform.Expiring;
import io.xiaodan.platform.RecordMemory;
import io.xiaodan.platform.Workspace;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** How long calls of other systems are kept, and that they go with a record that is purged. */
@Configuration(proxyBeanMethods = false)
class HookExpiry {

  @Bean
  Expiring oldHookCalls(Workspace workspace) {
    return Expiring.rows("hooks", Duration.ofDays(90), workspace.table("hook_call"), "at < ?");
  }

  /** A key that is gone would have its effect again, so keys are kept longer than calls. */
  @Bean
  Expiring oldHookKeys(Workspace workspace) {
    return Expiring.rows(
        "hookkeys", Duration.ofDays(400), workspace.table("hook_effect"), "at < ?");
  }

  @Bean
  RecordMemory hookMemory(JdbcTemplate database, Workspace workspace) {
    return records ->
        database.update(
            "DELETE FROM %s WHERE record_id = ANY (?)".formatted(workspace.table("hook_call")),
            (Object) records.toArray(java.util.UUID[]::new));
  }
}
