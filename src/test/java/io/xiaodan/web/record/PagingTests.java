package io.xiaodan.web.record;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.query;
import static io.xiaodan.support.Company.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Pages that follow one another by where the last one ended. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagingTests {

  private static final int RECORDS = 83;
  private static final List<String> WORDS =
      List.of("张", "阿", "李", "a", "B", "Ä", "é", "10", "9", "_", "%", "😀", "Z", "ab");

  @LocalServerPort private int port;
  @Autowired private People people;

  private Browser builder;
  private String form;
  private final Set<String> all = new HashSet<>();

  @BeforeAll
  void fillAForm() {
    builder = new Company(port, people).person("builder");
    form = "paging" + Company.unique();
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "翻页", "title": "word", "fields": [
          {"key": "word", "type": "text"}, {"key": "number", "type": "number", "scale": 2},
          {"key": "day", "type": "date"}, {"key": "moment", "type": "datetime"}, {"key": "flag", "type": "switch"},
          {"key": "choice", "type": "select", "options": [{"key": "x"}, {"key": "y"}]}]}
        """
            .formatted(form));
    Random random = new Random(7);
    for (int i = 0; i < RECORDS; i++) {
      all.add(Company.id(create(builder, form, values(random))));
    }
  }

  private static Map<String, Object> values(Random random) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (random.nextInt(4) > 0) {
      values.put("word", WORDS.get(random.nextInt(WORDS.size())));
    }
    if (random.nextInt(4) > 0) {
      values.put("number", random.nextInt(-3, 4) + "." + random.nextInt(3));
    }
    if (random.nextInt(4) > 0) {
      values.put("day", "2026-03-0" + (1 + random.nextInt(5)));
    }
    if (random.nextInt(4) > 0) {
      values.put(
          "moment", "2026-03-01T08:00:0" + random.nextInt(5) + ".12" + random.nextInt(2) + "Z");
    }
    if (random.nextInt(3) > 0) {
      values.put("flag", random.nextBoolean());
    }
    if (random.nextInt(3) > 0) {
      values.put("choice", random.nextBoolean() ? "x" : "y");
    }
    return values;
  }

  private List<JsonNode> pages(@Nullable String sort, int limit) {
    List<JsonNode> found = new ArrayList<>();
    String after = null;
    do {
      JsonNode page =
          ok(200, builder.get(records(form) + query("sort", sort, "limit", limit, "after", after)));
      page.path("items").forEach(found::add);
      after = page.path("next").isNull() ? null : page.path("next").asString();
      assertThat(found.size()).as("pages end").isLessThan(2_000);
    } while (after != null);
    return found;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "word",
        "-word",
        "number",
        "-number",
        "day,word",
        "-day,number",
        "moment",
        "-moment,-flag,choice",
        "flag,-choice,word",
        "choice",
        "-choice,-id",
        "id",
        "-created_at"
      })
  void everyRecordIsThereExactlyOnceInTheSameOrderAsInOnePage(String sort) {
    List<String> one = pages(sort, 500).stream().map(Company::id).filter(all::contains).toList();
    List<String> many = pages(sort, 7).stream().map(Company::id).filter(all::contains).toList();
    assertThat(one).hasSize(RECORDS).doesNotHaveDuplicates();
    assertThat(many).isEqualTo(one);
  }

  @Test
  void wordsAreSortedAsInAChineseDictionaryAndEmptyOnesStandLast() {
    List<String> words =
        pages("word", 500).stream()
            .map(record -> record.path("values").path("word").asString(""))
            .toList();
    assertThat(words.getLast()).isEmpty();
    List<String> chinese =
        words.stream().filter(word -> List.of("阿", "李", "张").contains(word)).distinct().toList();
    assertThat(chinese).containsExactly("阿", "李", "张");
    assertThat(pages("-word", 7).getFirst().path("values").path("word").asString("")).isEmpty();
  }

  @Test
  void nothingIsSkippedOrTwiceWhileRecordsAreBeingAdded() {
    AtomicBoolean enough = new AtomicBoolean();
    CompletableFuture<Void> adding =
        CompletableFuture.runAsync(() -> {
          Random random = new Random(8);
          while (!enough.get()) {
            create(builder, form, values(random));
          }
        });
    for (String sort : List.of("word", "-number", "-created_at", "day,-word")) {
      List<String> found = pages(sort, 5).stream().map(Company::id).toList();
      assertThat(found).doesNotHaveDuplicates().containsAll(all);
    }
    enough.set(true);
    adding.join();
  }

  @Test
  void aSearchTakesPercentAndUnderscoreAsTheyAre() {
    for (String word : List.of("%", "_")) {
      JsonNode found =
          ok(200, builder.get(records(form) + query("search", word, "limit", 500))).path("items");
      assertThat(found.size()).isPositive();
      assertThat(found.valueStream().map(each -> each.path("values").path("word").asString()))
          .containsOnly(word);
      assertThat(
              ok(200, builder.get(records(form) + "/count" + query("search", word)))
                  .path("count")
                  .asInt())
          .isEqualTo(found.size());
    }
  }
}
