package io.xiaodan.command;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whether a server runs on the data folder and is well: code 0 up, 1 not running, 2 running
 * but not well.
 */
final class StatusCommand implements Command {

  @Override
  public String name() {
    return "status";
  }

  @Override
  public Set<String> options() {
    return Set.of();
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    Path data = arguments.data();
    Optional<RunningServer> server = RunningServer.on(data);
    if (server.isEmpty()) {
      out.println(CommandRefused.sentence("status.not-running", data));
      return 1;
    }
    String port = Integer.toString(server.get().port());
    String pid = Long.toString(server.get().pid());
    if (isUp(server.get())) {
      out.println(CommandRefused.sentence("status.up", "http://localhost:" + port, pid));
      return 0;
    }
    out.println(CommandRefused.sentence("status.unwell", "http://localhost:" + port, pid));
    return 2;
  }

  private static boolean isUp(RunningServer server) {
    try (HttpClient client = RunningServer.client()) {
      HttpResponse<String> answer =
          client.send(
              server.request("/actuator/health").timeout(Duration.ofSeconds(10)).build(),
              BodyHandlers.ofString());
      return answer.statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
