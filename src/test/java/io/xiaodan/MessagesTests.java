package io.xiaodan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every sentence is there in both languages and names the same things. */
class MessagesTests {

  private static final Path FOLDER = Path.of("src/main/resources/i18n");
  private static final Pattern PLACE = Pattern.compile("\\{\\w+");

  @Test
  void chineseAndEnglishHaveTheSameSentencesNamingTheSameThings() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path chinese :
          files.filter(file -> file.toString().endsWith("_zh.properties")).toList()) {
        String english = chinese.getFileName().toString().replace("_zh.", "_en.");
        assertThat(places(FOLDER.resolve(english))).as(english).isEqualTo(places(chinese));
      }
    }
  }

  @Test
  void everyBundleIsThereInBothLanguages() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      Map<String, Long> languages =
          files.collect(
              Collectors.groupingBy(
                  file -> file.getFileName().toString().replaceAll("_(zh|en)\\.properties$", ""),
                  TreeMap::new,
                  Collectors.counting()));
      assertThat(languages.values()).as("files of %s", languages.keySet()).containsOnly(2L);
    }
  }

  /** Key to the places that its sentence fills in, sorted. */
  private static Map<String, String> places(Path file) throws IOException {
    Properties sentences = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      sentences.load(reader);
    }
    Map<String, String> places = new TreeMap<>();
    for (String key : sentences.stringPropertyNames()) {
      places.put(
          key,
          PLACE
              .matcher(sentences.getProperty(key))
              .results()
              .map(MatchResult::group)
              .collect(Collectors.toCollection(TreeSet::new))
              .toString());
    }
    return places;
  }
}
