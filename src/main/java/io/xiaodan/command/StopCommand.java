package io.xiaodan.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the server on the data folder to stop and waits until it has. */
final class StopCommand implements Command {

  private static final long LONGEST_WAIT_SECONDS = 90;

  @Override
  public String name() {
    return "stop";
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
    Optional<ProcessHandle> process = ProcessHandle.of(server.get().pid());
    process.ifPresent(ProcessHandle::destroy);
    if (process.isPresent() && !ended(process.get())) {
      throw new CommandRefused("does-not-stop", Long.toString(server.get().pid()));
    }
    out.println(CommandRefused.sentence("stop.stopped", data));
    return 0;
  }

  private static boolean ended(ProcessHandle process) {
    try {
      process.onExit().get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }
}
