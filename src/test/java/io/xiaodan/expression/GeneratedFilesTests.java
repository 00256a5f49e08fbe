package io.xiaodan.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.expression.function.Catalogue;
import io.xiaodan.expression.function.Function;
import io.xiaodan.expression.function.Group;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files made from the catalogue, so that the browser and the reference never differ from it. Run
 * with {@code -Dxiaodan.generate=true} to write them.
 */
class GeneratedFilesTests {

  private static final Path WEB = Path.of("web", "src", "engine", "formula");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void theBrowserHasThisCatalogue() throws IOException {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (Function function : Catalogue.all()) {
      if (function.group() != Group.HIDDEN) {
        entries.add(entry(function));
      }
    }
    compareJson(WEB.resolve("catalogue.json"), entries);
  }

  private static Map<String, Object> entry(Function function) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", function.name());
    entry.put("group", function.group().name());
    entry.put("signatures", function.signatures().stream().map(each -> each.text()).toList());
    entry.put("evaluators", function.evaluators().stream().map(Enum::name).sorted().toList());
    entry.put("en", function.english());
    entry.put("zh", function.chinese());
    entry.put(
        "examples",
        function.examples().stream()
            .map(each -> Map.of("formula", each.formula(), "result", each.result()))
            .map(TreeMap::new)
            .toList());
    return entry;
  }

  @Test
  void theBrowserHasTheseMessages() throws IOException {
    Map<String, Object> languages = new LinkedHashMap<>();
    languages.put("zh", messages("zh"));
    languages.put("en", messages("en"));
    compareJson(WEB.resolve("messages.json"), languages);
  }

  static Map<String, String> messages(String language) throws IOException {
    var texts = new Properties();
    Path file = Path.of("src/main/resources/i18n/expression_" + language + ".properties");
    try (Reader reader = Files.newBufferedReader(file)) {
      texts.load(reader);
    }
    Map<String, String> sorted = new TreeMap<>();
    texts.stringPropertyNames().forEach(name -> sorted.put(name, texts.getProperty(name)));
    return sorted;
  }

  @Test
  void theReferenceIsUpToDate() throws IOException {
    compareText(
        Path.of("docs", "reference", "formulas.md"), FormulaReference.write(Locale.ENGLISH));
    compareText(
        Path.of("docs", "reference", "formulas.zh-CN.md"),
        FormulaReference.write(Locale.SIMPLIFIED_CHINESE));
  }

  private static void compareJson(Path file, Object content) throws IOException {
    if (Boolean.getBoolean("xiaodan.generate")) {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
    }
    assertThat(JSON.readTree(Files.readString(file)))
        .as("%s is stale; run the test with -Dxiaodan.generate=true", file)
        .isEqualTo(JSON.readTree(JSON.writeValueAsString(content)));
  }

  private static void compareText(Path file, String content) throws IOException {
    if (Boolean.getBoolean("xiaodan.generate")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    }
    assertThat(Files.readString(file))
        .as("%s is stale; run the test with -Dxiaodan.generate=true", file)
        .isEqualTo(content);
  }
}
