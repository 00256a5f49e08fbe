package io.xiaodan.command;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints a new API token for a role: {@code POST /api/control/tokens} answers {@code {"token":
 * "…"}}.
 */
final class TokenCommand implements Command {

  private static final Pattern ROLE = Pattern.compile("[\\p{IsAlphabetic}\\p{IsDigit}_.-]+");
  private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");

  @Override
  public String name() {
    return "token";
  }

  @Override
  public Set<String> options() {
    return Set.of("role");
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    String role = arguments.option("role").orElse("builder");
    if (!ROLE.matcher(role).matches()) {
      throw new CommandRefused("role", role);
    }
    RunningServer server = RunningServer.required(arguments.data());
    try (HttpClient client = RunningServer.client()) {
      HttpResponse<String> answer =
          client.send(
              server
                  .request("/api/control/tokens")
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{\"role\":\"" + role + "\"}"))
                  .build(),
              BodyHandlers.ofString());
      Matcher token = TOKEN.matcher(answer.body());
      if (answer.statusCode() / 100 != 2 || !token.find()) {
        throw new CommandRefused("answer", answer.statusCode(), answer.body().strip());
      }
      out.println(token.group(1));
      return 0;
    } catch (IOException e) {
      throw new CommandRefused("no-answer", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandRefused("no-answer", e.toString());
    }
  }
}
