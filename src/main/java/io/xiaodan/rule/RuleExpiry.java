package io.xiaodan.rule;

import io.xiaodan.platform.Expiring;
import io.xiaodan.platform.Workspace;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long runs of rules are kept. */
@Configuration(proxyBeanMethods = false)
class RuleExpiry {

  @Bean
  Expiring oldRuns(Workspace workspace) {
    return new Expiring(
        "rules",
        Duration.ofDays(180),
        "WITH "
            + Expiring.gone(workspace.table("rule_run"), "finished_at < ?")
            + ", steps AS (DELETE FROM "
            + workspace.table("rule_step")
            + " s USING gone g WHERE s.run_id = g.id) SELECT count(*) FROM gone");
  }
}
