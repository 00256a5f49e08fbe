package io.xiaodan.platform.postgres;

import io.xiaodan.platform.start.StartRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * As whom PostgreSQL runs. Its programs refuse root, so root starts them inside a user namespace of
 * their own, or, where those are switched off, as the user nobody; everybody else starts them
 * directly.
 *
 * @param prefix what stands before every command
 * @param handsOver whether the folder must belong to nobody
 */
record OperatingUser(List<String> prefix, boolean handsOver) {

  private static final String NOBODY = "65534";

  static OperatingUser current() {
    List<String> ownSession = succeeds("setsid", "true") ? List.of("setsid") : List.of();
    if (!"root".equals(System.getProperty("user.name"))
        || succeeds("sh", "-c", "test $(id -u) -ne 0")) {
      return new OperatingUser(ownSession, false);
    }
    if (succeeds("sh", "-c", "test \"$(unshare -U id -u)\" -ne 0")) {
      return new OperatingUser(joined(List.of("unshare", "-U"), ownSession), false);
    }
    return asNobody(ownSession);
  }

  /** The way out where user namespaces are switched off. */
  static OperatingUser asNobody(List<String> ownSession) {
    List<String> setpriv =
        List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
    String[] probe = joined(setpriv, List.of("true")).toArray(String[]::new);
    if (!succeeds(probe)) {
      throw new StartRefused("root");
    }
    return new OperatingUser(joined(setpriv, ownSession), true);
  }

  /**
   * The command as this user. A session of its own keeps Ctrl-C at the console from reaching
   * PostgreSQL before the application has finished with it; all prefixes replace themselves by the
   * command, so the child's process id is the command's.
   */
  ProcessBuilder command(List<String> command) {
    return new ProcessBuilder(joined(prefix, command));
  }

  /** Gives a folder and all in it to the user that PostgreSQL runs as. */
  void handOver(Path folder) {
    if (handsOver && !succeeds("chown", "-R", NOBODY + ":" + NOBODY, folder.toString())) {
      throw new StartRefused("root");
    }
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
