package io.xiaodan.platform.start;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The terminal of the person who started the process: sentences in UTF-8, whatever the default of
 * the machine.
 */
final class Console {

  private static final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private static final PrintStream err =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

  private Console() {}

  static void say(String line) {
    out.println(line);
  }

  static void error(String line) {
    err.println(line);
  }
}
