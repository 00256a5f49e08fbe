package io.xiaodan.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server that is running on a data folder, as it describes itself in {@code run/server.json}.
 *
 * @param pid its process
 * @param port where it answers on this machine
 * @param controlKey proves that the caller may read the data folder
 */
record RunningServer(long pid, int port, String controlKey) {

  /** The header that carries the control key. */
  private static final String KEY_HEADER = "X-Control-Key";

  /** The server on the folder; empty when none runs there, whatever an earlier one left behind. */
  static Optional<RunningServer> on(Path data) {
    if (!isHeld(data.resolve("lock"))) {
      return Optional.empty();
    }
    try {
      String json = Files.readString(data.resolve("run").resolve("server.json"));
      return Optional.of(
          new RunningServer(
              Long.parseLong(value(json, "pid")),
              Integer.parseInt(value(json, "port")),
              value(json, "controlKey")));
    } catch (NoSuchFileException e) {
      throw new CommandRefused("starting", data);
    } catch (IOException e) {
      throw new CommandRefused("data-unreadable", data, e.toString());
    }
  }

  /** The same, refusing when none runs there. */
  static RunningServer required(Path data) {
    return on(data).orElseThrow(() -> new CommandRefused("not-running", data));
  }

  /** A request to it that carries the control key. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header(KEY_HEADER, controlKey);
  }

  /** A client for it; answers within this machine. */
  static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }

  private static boolean isHeld(Path lock) {
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock taken = channel.tryLock()) {
      return taken == null;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new CommandRefused("data-unreadable", lock, e.toString());
    }
  }

  private static String value(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}]+)").matcher(json);
    if (!matcher.find()) {
      throw new CommandRefused("data-unreadable", "server.json", name);
    }
    return matcher.group(1);
  }
}
