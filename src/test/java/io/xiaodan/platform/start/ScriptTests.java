package io.xiaodan.platform.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./xiaodan} says before it builds or starts anything. */
class ScriptTests {

  private static final Path SCRIPT = Path.of("xiaodan").toAbsolutePath();

  @Test
  void refusesWhatItDoesNotKnowInOneSentence() throws Exception {
    assertThat(script("frob")).isEqualTo("2 Unknown command frob; ./xiaodan help lists them.");
    assertThat(script("run", "--prot", "1")).startsWith("2 Unknown option --prot.").hasLineCount(1);
    assertThat(script("run", "--port", "abc")).startsWith("2 The port cannot be abc");
    assertThat(script("run", "--port", "70000")).startsWith("2 The port cannot be 70000");
    assertThat(script("run", "--port=x")).startsWith("2 The port cannot be x");
    assertThat(script("run", "--data")).startsWith("2 The option --data needs a value.");
    assertThat(script("run", "--data", "--demo")).startsWith("2 The option --data needs");
    assertThat(script("test", "--slow")).startsWith("2 Unknown option --slow.");
  }

  @Test
  void speaksChineseWithAnEnglishLineUnlessAskedForEnglish() throws Exception {
    ProcessBuilder chinese = new ProcessBuilder(SCRIPT.toString(), "frob");
    chinese.environment().put("LC_ALL", "C.UTF-8");
    assertThat(run(chinese))
        .isEqualTo(
            "2 不认识的命令 frob，./xiaodan help 列出全部命令。\nUnknown command frob; ./xiaodan help lists them.");
  }

  @Test
  void helpListsTheCommands() throws Exception {
    assertThat(script("help"))
        .startsWith("0 ")
        .contains("run", "stop", "status", "token", "import", "test", "bench", "--database-url");
    assertThat(script("version")).matches("0 xiaodan \\S+");
    assertThat(script("bench")).startsWith("0 ").contains("start", "health");
  }

  @Test
  void saysWhatToInstallWhenThereIsNoJdk(@TempDir Path empty) throws Exception {
    // A copy that looks for a JDK in an empty folder instead of in the usual places.
    Path tools = Files.createDirectory(empty.resolve("bin"));
    for (String tool : List.of("bash", "sed", "dirname", "cat", "env", "readlink")) {
      Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin").resolve(tool));
    }
    Path copy = empty.resolve("xiaodan");
    Files.writeString(
        copy, Files.readString(SCRIPT).replaceAll("/usr/lib/jvm/|/opt/|/Library/", "/nowhere/"));
    ProcessBuilder without = new ProcessBuilder("/bin/bash", copy.toString(), "run");
    without.environment().clear();
    without.environment().put("PATH", tools.toString());
    without.environment().put("HOME", empty.toString());
    without.environment().put("LANG", "en_US.UTF-8");
    assertThat(run(without)).startsWith("2 No JDK 25 found: install JDK 25").hasLineCount(1);
  }

  private static String script(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(List.of("LC_ALL", "LC_MESSAGES"));
    builder.environment().put("LANG", "en_US.UTF-8");
    return run(builder);
  }

  /** Exit code and output. */
  private static String run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    return process.waitFor() + " " + output.strip();
  }
}
