package io.xiaodan.platform.start;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The terminal of the person who started the process: sentences in UTF-8, whatever the default of
 * the machine.
 */
final class Console {

  private Console() {}

  static void say(String line) {
    print(System.out, line);
  }

  static void error(String line) {
    print(System.err, line);
  }

  private static void print(PrintStream stream, String line) {
    byte[] bytes = (line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
    stream.write(bytes, 0, bytes.length);
    stream.flush();
  }
}
