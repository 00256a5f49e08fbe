package io.xiaodan.platform;

import java.time.ZoneId;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** The workspace of this installation, its tables brought up to date before anyone asks for it. */
@Configuration(proxyBeanMethods = false)
class WorkspaceConfiguration {

  @Bean
  @DependsOn("flywayInitializer")
  Workspace workspace(
      DataSource database,
      @Value("${xiaodan.workspace.name:小单}") String name,
      @Value("${xiaodan.workspace.zone:Asia/Shanghai}") ZoneId zone) {
    Workspace workspace = new Workspace("main", "w_main", name, zone);
    Flyway.configure()
        .dataSource(database)
        .schemas(workspace.schema())
        .locations("classpath:db/workspace")
        .outOfOrder(true)
        .javaMigrations(new FormulaFunctions())
        .load()
        .migrate();
    return workspace;
  }
}
