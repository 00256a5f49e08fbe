package io.xiaodan.web.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.identity.Sessions;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What goes out comes back as it was, whatever the form, the values and the kind of file. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExchangeIdentityTests {

  private static final int RECORDS = 25;

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private Sessions sessions;

  private Browser builder;
  private RandomForm.Surroundings around;

  @BeforeAll
  void found() {
    Company company = new Company(port, people);
    builder = company.person("builder");
    int number = Company.unique();
    String goods = "goods_" + number;
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "货%d", "title": "name", "fields": [
          {"key": "name", "type": "text", "label": "名称", "unique": true},
          {"key": "grade", "type": "select", "label": "等级", "options": [
            {"key": "a", "label": "特级"}, {"key": "b", "label": "普通"}]}]}
        """
            .formatted(goods, number));
    List<String> records = new ArrayList<>();
    for (String name : List.of("一号", "=二号", "三号, 大", "4")) {
      records.add(Company.id(Company.create(builder, goods, Map.of("name", name, "grade", "a"))));
    }
    String twice = "同名" + number;
    List<String> persons =
        IntStream.range(0, 3)
            .mapToObj(i -> Company.idOf(company.named(i < 2 ? twice : "独名" + number)))
            .toList();
    around = new RandomForm.Surroundings(goods, records, persons, departments(number), regions());
  }

  private List<String> departments(int number) {
    Browser administrator = new Browser(port).bearer(sessions.openToken("administrator").token());
    String first = department(administrator, "华南" + number, "");
    String second = department(administrator, "华东" + number, "");
    return List.of(
        first,
        department(administrator, "销售" + number, first),
        department(administrator, "销售" + number, second));
  }

  private static String department(Browser administrator, String name, String parent) {
    return Company.id(
        Company.ok(
            201, administrator.post("/api/departments", Map.of("name", name, "parent", parent))));
  }

  private Map<Integer, List<String>> regions() {
    Map<Integer, List<String>> regions = new TreeMap<>();
    for (JsonNode region : builder.get("/api/regions").json().path("items")) {
      String code = region.path(0).asString();
      int level = code.endsWith("0000") ? 1 : code.endsWith("00") ? 2 : 3;
      regions.computeIfAbsent(level, _ -> new ArrayList<>()).add(code);
    }
    return regions;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void bringsBackEveryRecordFromEveryKindOfFile(long seed) throws Exception {
    RandomForm form = new RandomForm(seed, around);
    String source = publish(form);
    IntStream.range(0, RECORDS).forEach(i -> Company.create(builder, source, form.record(i)));
    Map<String, JsonNode> before = records(source);
    assertThat(before).hasSize(RECORDS);
    for (List<String> kind :
        List.of(List.of("xlsx", "flat"), List.of("xlsx", "sheet"), List.of("csv", "flat"))) {
      byte[] file = export(source, Map.of("format", kind.get(0), "lines", kind.get(1)));
      String emptied = publish(form);
      bringIn(file, emptied, kind.get(1).equals("sheet"));
      Map<String, JsonNode> after = records(emptied);
      assertThat(after.keySet()).as("%s of seed %d", kind, seed).isEqualTo(before.keySet());
      before.forEach((key, record) ->
          assertThat(after.get(key)).as("%s of seed %d", kind, seed).isEqualTo(record));
    }
    comesBackUnchanged(source, seed);
  }

  private String publish(RandomForm form) {
    String key = "random_" + Company.unique();
    Company.publish(builder, form.document(key));
    return key;
  }

  private byte[] export(String form, Map<String, ?> wish) {
    JsonNode job = Company.ok(201, builder.post("/api/forms/" + form + "/exports", wish));
    String path = "/api/exports/" + job.path("id").asString();
    assertThat(Waiting.over(builder, path).path("state").asString()).isEqualTo("done");
    return builder.get(path + "/file").response().body();
  }

  /** As somebody does who takes what the wizard proposes. */
  private void bringIn(byte[] file, String form, boolean twoSheets) {
    JsonNode staged = Company.ok(201, builder.upload(ImportSheetTests.FILES, "导出", file));
    String path = ImportSheetTests.FILES + "/" + staged.path("id").asString();
    int sheet = 0;
    if (twoSheets) {
      JsonNode joined =
          Company.ok(
              201,
              builder.post(
                  path + "/joined",
                  Map.of("head", Map.of("sheet", 0), "lines", Map.of("sheet", 1))));
      sheet = joined.path("sheets").size() - 1;
    }
    JsonNode view = Company.ok(200, builder.get(path + "/sheets/" + sheet));
    assertThat(view.path("header").asInt()).isEqualTo(1);
    ObjectNode plan =
        (ObjectNode)
            Company.ok(
                    200,
                    builder.get(
                        path
                            + "/sheets/"
                            + sheet
                            + "/suggestion"
                            + Company.query("header", 1, "form", form)))
                .path("plan");
    plan.put("rows", twoSheets ? "grouped" : "flat").set("key", plan.arrayNode());
    JsonNode job = Company.ok(201, builder.post(path + "/start", plan));
    JsonNode over = Waiting.over(builder, "/api/imports/" + job.path("id").asString());
    assertThat(over.path("state").asString()).as(over.toString()).isEqualTo("done");
    assertThat(over.at("/report/lines/refused").asInt())
        .as(() -> builder.get("/api/imports/" + job.path("id").asString() + "/refused.csv").text())
        .isZero();
  }

  /** What people see of each record, by its name; its rows have ids of their own. */
  private Map<String, JsonNode> records(String form) {
    Map<String, JsonNode> all = new TreeMap<>();
    for (JsonNode item :
        Company.ok(200, builder.get(Company.records(form) + "?limit=100")).path("items")) {
      ObjectNode values =
          (ObjectNode)
              builder.get(Company.record(form, item.path("id").asString())).json().path("values");
      ((ArrayNode) values.path("lines")).forEach(line -> ((ObjectNode) line).remove("id"));
      all.put(values.path("name").asString(), values);
    }
    return all;
  }

  private void comesBackUnchanged(String form, long seed) throws Exception {
    byte[] sheet = export(form, Map.of("living", true));
    Map<String, byte[]> sums = new LinkedHashMap<>(Books.parts(sheet));
    String xml = new String(sums.get("xl/worksheets/sheet1.xml"), StandardCharsets.UTF_8);
    assertThat(xml).contains("_sum");
    sums.put(
        "xl/worksheets/sheet1.xml",
        xml.replace(">_sum<", ">_other<").getBytes(StandardCharsets.UTF_8));
    for (byte[] file : List.of(sheet, Books.packed(sums))) {
      JsonNode back =
          Company.ok(
              201, builder.upload("/api/forms/" + form + "/exports/returned", "回.xlsx", file));
      assertThat(back.path("unchanged").asInt())
          .as(() ->
              "seed "
                  + seed
                  + ": "
                  + builder.get("/api/returned/" + back.path("id").asString() + "/rows").text())
          .isEqualTo(RECORDS);
      assertThat(back.path("kinds")).isEmpty();
    }
  }
}
