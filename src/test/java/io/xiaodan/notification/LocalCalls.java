package io.xiaodan.notification;

import io.xiaodan.platform.Secrets;
import io.xiaodan.platform.Workspace;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Calls that may reach a receiver on this machine, which the server itself refuses. */
public final class LocalCalls implements AutoCloseable {

  private final OutboundHttp http =
      new OutboundHttp(new OutboundSettings(Duration.ofSeconds(1), Set.of("127.0.0.1")));
  private final Connections connections;

  public LocalCalls(
      JdbcClient database,
      Secrets secrets,
      JsonMapper json,
      Clock clock,
      Workspace workspace) {
    this.connections =
        new Connections(
            database,
            secrets,
            http,
            json,
            clock,
            workspace);
  }

  public Connections connections() {
    return connections;
  }

  public ConnectionCalls calls() {
    return new ConnectionCalls(connections, http);
  }

  @Override
  public void close() throws IOException {
    http.destroy();
  }
}
