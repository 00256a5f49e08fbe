package io.xiaodan.platform.start;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.modulith.NamedInterface;

/** Starts the server from the command line. */
@NamedInterface("start")
public final class Startup {

  private Startup() {}

  /**
   * Starts the application; returns when it is running. What a person can put right is told in one
   * sentence and ends the process with code 2.
   */
  public static void run(Class<?> application, String[] arguments) {
    List<String> settings;
    try {
      settings = StartOptions.settings(List.of(arguments));
      checkPort(settings);
    } catch (StartRefused e) {
      RefusalReporter.print(e);
      System.exit(e.getExitCode());
      return;
    }
    SpringApplication.run(application, settings.toArray(String[]::new));
  }

  /**
   * Asks for the port before anything else happens; the web server, which asks last, would have a
   * database started in vain.
   */
  private static void checkPort(List<String> settings) {
    String prefix = "--server.port=";
    int port =
        settings.stream()
            .filter(setting -> setting.startsWith(prefix))
            .map(setting -> Integer.parseInt(setting.substring(prefix.length())))
            .reduce((first, last) -> last)
            .orElse(8080);
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
    } catch (IOException e) {
      throw new StartRefused(e, "port-in-use", Integer.toString(port));
    }
  }
}
