package io.xiaodan.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * What an operator may set, all under {@code xiaodan.}; defaults stand in {@code application.yaml}.
 *
 * @param data the data folder
 * @param databaseUrl an external PostgreSQL as {@code
 *     postgresql://user:password@host:port/database} or a {@code jdbc:postgresql:} address; absent
 *     means the embedded one
 * @param demo whether to fill a new workspace with demonstration data
 * @param database how connections to the database are kept
 * @param jobs how background work is fetched and carried out
 * @param http limits of what a request may send
 */
@ConfigurationProperties("xiaodan")
public record PlatformSettings(
    Path data,
    @Nullable String databaseUrl,
    boolean demo,
    Pool database,
    Workers jobs,
    Limits http) {

  public PlatformSettings {
    databaseUrl = databaseUrl == null || databaseUrl.isBlank() ? null : databaseUrl.strip();
  }

  /**
   * @param connections most connections at a time; requests beyond that wait
   * @param connectionTimeout how long a request waits for a connection before it fails
   */
  public record Pool(int connections, Duration connectionTimeout) {}

  /**
   * @param workers most jobs carried out at a time
   * @param pollInterval how long due work may lie unseen when nobody calls {@link Jobs#wake()}
   * @param heartbeat how often a worker says that it lives; work of one silent for four times as
   *     long is taken over
   */
  public record Workers(int workers, Duration pollInterval, Duration heartbeat) {}

  /**
   * @param maxBody largest request body
   * @param maxLargeBody largest request body on {@code largeBodyPaths}
   * @param largeBodyPaths beginnings of the paths that take files
   */
  public record Limits(DataSize maxBody, DataSize maxLargeBody, List<String> largeBodyPaths) {}
}
