package io.xiaodan.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs one command and exits with its code: 0 done, 1 not done, 2 refused. */
public final class CommandLine {

  private static final List<Command> COMMANDS =
      List.of(new StatusCommand(), new StopCommand(), new TokenCommand(), new ImportCommand());

  private CommandLine() {}

  /**
   * @param arguments the command's name, {@code --data DIR}, and what the command takes
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    try {
      System.exit(run(Arguments.parse(List.of(arguments)), out));
    } catch (CommandRefused e) {
      err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static int run(Arguments arguments, PrintStream out) {
    for (Command command : COMMANDS) {
      if (command.name().equals(arguments.command())) {
        arguments.allow(command.options());
        return command.run(arguments, out);
      }
    }
    throw new CommandRefused("unknown-command", arguments.command());
  }
}
