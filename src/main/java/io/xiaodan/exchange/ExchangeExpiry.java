package io.xiaodan.exchange;

import io.xiaodan.platform.Expiring;
import io.xiaodan.platform.Workspace;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long finished exports, imports and sheets that came back are kept. */
@Configuration(proxyBeanMethods = false)
class ExchangeExpiry {

  @Bean
  Expiring oldExports(Workspace workspace) {
    return Expiring.rows(
        "exports",
        Duration.ofDays(365),
        workspace.table("export_job"),
        "bytes IS NULL AND finished_at < ?");
  }

  @Bean
  Expiring oldImports(Workspace workspace) {
    return Expiring.rows(
        "imports", Duration.ofDays(365), workspace.table("import_job"), "finished_at < ?");
  }

  @Bean
  Expiring oldSheets(Workspace workspace) {
    return Expiring.rows(
        "sheets",
        Duration.ofDays(90),
        workspace.table("returned_sheet"),
        "state NOT IN ('applying', 'undoing') AND asked_at < ?");
  }
}
