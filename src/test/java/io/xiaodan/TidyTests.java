package io.xiaodan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** House rules that a compiler does not know; every finding names the way out. */
class TidyTests {

  private static final List<Path> ROOTS =
      List.of(Path.of("src/main/java"), Path.of("src/test/java"), Path.of("bench"));

  @Test
  void everyFileKeepsTheHouseRules() throws IOException {
    List<String> findings = new ArrayList<>();
    for (Path root : ROOTS) {
      if (Files.isDirectory(root)) {
        findings.addAll(findings(root));
      }
    }
    assertThat(findings).as("findings, each with what to do instead").isEmpty();
  }

  @Test
  void theRulesFindWhatTheyAreMeantToFind() throws IOException {
    Path folder = Files.createTempDirectory("tidy");
    Path file = folder.resolve("src/main/java/io/xiaodan/record/Untidy.java");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        class Untidy {
          void bad() throws Exception {
            java.time.Instant a = Instant.now();
            Object b = UUID.randomUUID();
            System.out.println(b);
            Thread.sleep(1);
            Object c = new BigDecimal(0.1);
            String d = String.format("%.2f", 1.0);
            String e = d.toLowerCase();
          }
          // OPEN-WORK later
        """
                .replace("OPEN-WORK", "TO" + "DO")
            + "void tooLong() {\n"
            + "int i;\n".repeat(70)
            + "}\n"
            + "\n".repeat(400)
            + "}\n");
    assertThat(findings(folder)).hasSize(10);
  }

  /** The findings in all Java files below a folder. */
  private static List<String> findings(Path root) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(path -> path.toString().endsWith(".java")).sorted().toList();
    }
    List<String> findings = new ArrayList<>();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        findings.addAll(new TidyFile(unit, positions).findings());
      }
    }
    return findings;
  }
}
