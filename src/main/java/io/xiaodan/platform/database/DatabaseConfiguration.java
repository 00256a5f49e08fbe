package io.xiaodan.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.xiaodan.platform.DataHome;
import io.xiaodan.platform.PlatformSettings;
import io.xiaodan.platform.start.DataHomeLock;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** The database, connections to it, and SQL built at run time. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  static {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
  }

  @Bean(destroyMethod = "close")
  DatabaseServer databaseServer(PlatformSettings settings, DataHome home, DataHomeLock lock) {
    lock.assertHeld();
    return DatabaseServer.open(settings, home);
  }

  /**
   * Takes the data folder and starts the database before the other beans are made: a refusal comes
   * first and alone, and the server comes up while the rest is being set up.
   */
  @Bean
  static BeanFactoryPostProcessor databaseFirst() {
    return beans -> beans.getBean(DatabaseServer.class);
  }

  @Bean
  DatabaseAddress databaseAddress(DatabaseServer server) {
    return server.address();
  }

  /**
   * A small pool: with requests on virtual threads it is the pool that bounds what runs in the
   * database at a time. Statements are prepared on the server at their first use and many are kept,
   * as most SQL here is generated per form and then repeated.
   */
  @Bean(destroyMethod = "close")
  DataSource dataSource(DatabaseAddress address, PlatformSettings settings) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("xiaodan");
    pool.setJdbcUrl(address.url());
    pool.setUsername(address.user());
    pool.setPassword(address.password());
    pool.setMaximumPoolSize(settings.database().connections());
    pool.setMinimumIdle(Math.min(4, settings.database().connections()));
    pool.setConnectionTimeout(settings.database().connectionTimeout().toMillis());
    pool.setValidationTimeout(1_000);
    pool.setKeepaliveTime(60_000);
    pool.setInitializationFailTimeout(10_000);
    pool.addDataSourceProperty("prepareThreshold", "1");
    pool.addDataSourceProperty("preparedStatementCacheQueries", "1024");
    pool.addDataSourceProperty("preparedStatementCacheSizeMiB", "16");
    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
    pool.addDataSourceProperty("connectTimeout", "5");
    pool.addDataSourceProperty("tcpKeepAlive", "true");
    pool.addDataSourceProperty("ApplicationName", "xiaodan");
    return new HikariDataSource(pool);
  }

  /** SQL built at run time; joins the Spring transaction of the thread, where there is one. */
  @Bean
  DSLContext dsl(DataSource dataSource) {
    DefaultConfiguration configuration = new DefaultConfiguration();
    configuration.set(
        new DataSourceConnectionProvider(new TransactionAwareDataSourceProxy(dataSource)));
    configuration.set(SQLDialect.POSTGRES);
    configuration.set(new Settings().withExecuteLogging(false));
    return DSL.using(configuration);
  }
}
