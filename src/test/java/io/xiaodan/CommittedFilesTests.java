package io.xiaodan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * What is committed builds on any machine: it names no package registry and no path of the machine
 * it was written on.
 */
class CommittedFilesTests {

  private static final Pattern REGISTRY =
      Pattern.compile(
          "repo1?\\.maven\\.(apache\\.)?org|registry\\.npmjs|registry\\.yarnpkg|npmmirror|(deb|security)\\.debian|maven\\.aliyun");
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.$})*-])/(home|Users|root|work)/[\\w.-]+");
  private static final Set<String> NOT_COMMITTED =
      Set.of(".git", "target", "node_modules", "data", "dist", "test-results", "playwright-report");

  @Test
  void namesNoRegistryAndNoMachinePath() throws Exception {
    List<String> findings = new ArrayList<>();
    for (Path file : committed()) {
      if (!file.endsWith("CommittedFilesTests.java") && Files.isRegularFile(file)) {
        findings.addAll(findings(file));
      }
    }
    assertThat(findings).isEmpty();
  }

  @Test
  void lockFilesLeaveTheRegistryToTheMachine() throws Exception {
    for (Path file : committed()) {
      if (file.endsWith("package-lock.json")) {
        assertThat(Files.readString(file))
            .as("%s: write it with npm install --omit-lockfile-registry-resolved", file)
            .doesNotContain("\"resolved\"");
      }
    }
  }

  private static List<String> findings(Path file) throws IOException {
    List<String> findings = new ArrayList<>();
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        for (Pattern pattern : List.of(REGISTRY, MACHINE_PATH)) {
          Matcher matcher = pattern.matcher(lines.get(i));
          if (matcher.find()) {
            findings.add(file + ":" + (i + 1) + " " + matcher.group());
          }
        }
      }
    } catch (MalformedInputException e) {
      return List.of(); // a picture or another binary
    }
    return findings;
  }

  private static List<Path> committed() throws IOException, InterruptedException {
    Path list = Files.createTempFile("committed", ".txt");
    Process git =
        new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
            .redirectOutput(list.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (git.waitFor(30, TimeUnit.SECONDS) && git.exitValue() == 0) {
      return Stream.of(Files.readString(list).split("\0")).map(Path::of).toList();
    }
    try (Stream<Path> all = Files.walk(Path.of(""))) {
      return all.filter(path -> !isLeftOut(path)).toList();
    }
  }

  private static boolean isLeftOut(Path path) {
    return StreamSupport.stream(path.spliterator(), false)
        .anyMatch(name -> NOT_COMMITTED.contains(name.toString()));
  }
}
