package io.xiaodan.notification;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Asks the systems outside that answer questions; their secrets do not leave this module. */
@Component
public class ConnectionCalls {

  private final Connections connections;
  private final OutboundHttp http;

  ConnectionCalls(Connections connections, OutboundHttp http) {
    this.connections = connections;
    this.http = http;
  }

  /**
   * What a system answered.
   *
   * @param status of HTTP
   * @param body its first 64 KB
   */
  public record Said(int status, String body) {}

  /** What kind of system a connection leads to; empty where there is no such connection. */
  public Optional<ConnectionKind> kind(String key) {
    return connections.find(key).map(Connection::kind);
  }

  /**
   * Sends a form and waits for the answer.
   *
   * @param fields of the form, made with the secret of the connection; empty text where it has none
   * @throws io.xiaodan.kernel.ProblemException not found for an unknown connection
   * @throws IOException when there is no answer in time, or the address lies within the own network
   */
  public Said ask(String key, Function<String, Map<String, String>> fields) throws IOException {
    Connection connection =
        connections
            .find(key)
            .orElseThrow(
                () -> Problem.of(ProblemKind.NOT_FOUND, "no_connection", "key", key).exception());
    String secret = connection.secret() == null ? "" : connection.secret();
    OutboundHttp.Answer answer = http.post(connection.address(), fields.apply(secret));
    return new Said(answer.status(), answer.body());
  }
}
