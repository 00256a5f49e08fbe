package io.xiaodan.command;

import java.io.PrintStream;
import java.util.Set;

/** One word after {@code ./xiaodan}. */
interface Command {

  /** The word. */
  String name();

  /** The options it takes besides {@code --data}, without dashes. */
  Set<String> options();

  /**
   * Does it.
   *
   * @return the exit code
   * @throws CommandRefused with a sentence for the person at the console
   */
  int run(Arguments arguments, PrintStream out);
}
