package io.xiaodan.command;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sends a file to be imported: {@code POST /api/control/imports?mapping=NAME&file=NAME} with the
 * file as its body; the lines of the answer (progress, bad rows, the report) are printed as they
 * come.
 */
final class ImportCommand implements Command {

  @Override
  public String name() {
    return "import";
  }

  @Override
  public Set<String> options() {
    return Set.of("mapping");
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    if (arguments.words().size() != 1) {
      throw new CommandRefused("import-usage");
    }
    Path file = Path.of(arguments.words().getFirst()).toAbsolutePath();
    String mapping =
        arguments.option("mapping").orElseThrow(() -> new CommandRefused("import-usage"));
    RunningServer server = RunningServer.required(arguments.data());
    try (HttpClient client = RunningServer.client()) {
      HttpResponse<Stream<String>> answer =
          client.send(
              server
                  .request(
                      "/api/control/imports?mapping="
                          + encoded(mapping)
                          + "&file="
                          + encoded(String.valueOf(file.getFileName())))
                  .header("Content-Type", "application/octet-stream")
                  .POST(BodyPublishers.ofFile(file))
                  .build(),
              BodyHandlers.ofLines());
      answer.body().forEach(out::println);
      return answer.statusCode() / 100 == 2 ? 0 : 1;
    } catch (FileNotFoundException e) {
      throw new CommandRefused("no-file", file);
    } catch (IOException e) {
      throw new CommandRefused("no-answer", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandRefused("no-answer", e.toString());
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
