package io.xiaodan.web.exchange;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A form of every field type with properties by chance, and records of it, by a seed. */
final class RandomForm {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> CITIZENS = List.of("11010519491231002X", "440524188001010014");
  private static final List<String> COMPANIES = List.of("91350100M000100Y43");
  private static final List<String> CARDS = List.of("6222020000000000000");
  private static final List<String> PIECES =
      List.of(
          "=SUM(A1)",
          "+8613800138000",
          "-1",
          "@x",
          "'",
          "''=1",
          "00123",
          "1e5",
          "1.50",
          "TRUE",
          "2026-03-01",
          "13%",
          "#N/A",
          "_x000D_",
          "_x0041_",
          "华强电子",
          "a,b",
          "x;y",
          "\"引号\"",
          "两\n行",
          "\n",
          "\t",
          " ",
          "\u00A0",
          "<b>",
          "&amp;",
          "&",
          "😀",
          "ﬁ",
          "①",
          "０",
          "(1)",
          "\\",
          "|");

  private final Random random;
  private final Surroundings around;
  private final Map<String, Supplier<@Nullable Object>> head = new LinkedHashMap<>();
  private final Map<String, Supplier<@Nullable Object>> columns = new LinkedHashMap<>();
  private final ArrayNode fields = JSON.arrayNode();

  /**
   * What a form refers to.
   *
   * @param goods form of unique names, with a choice {@code grade} for lookups
   * @param records ids of its records
   * @param regions codes by level, 1 to 3
   */
  record Surroundings(
      String goods,
      List<String> records,
      List<String> people,
      List<String> departments,
      Map<Integer, List<String>> regions) {}

  RandomForm(long seed, Surroundings around) {
    this.random = new Random(seed);
    this.around = around;
    field("name", "text", "名称").put("required", true);
    for (String type : shuffled(types())) {
      add(fields, head, type, "f_" + type);
      if (random.nextInt(4) == 0) {
        add(fields, head, type, "g_" + type);
      }
    }
    field("number", "auto_number", "单号").put("pattern", "N-{0000}");
    field("computed", "text", "算出来的").put("formula", "name & \"!\"");
    field("grade", "lookup", "等级").put("path", "f_reference.grade");
    ObjectNode lines = fields.addObject();
    lines.put("key", "lines").put("type", "lines").put("label", "明细");
    ArrayNode of = lines.putArray("fields");
    for (String type : shuffled(types())) {
      if (random.nextBoolean()) {
        add(of, columns, type, "f_" + type);
      }
    }
    of.addObject().put("key", "count").put("type", "number").put("scale", 3).put("label", "数");
  }

  private static List<String> types() {
    return List.of(
        "text",
        "long_text",
        "phone",
        "email",
        "url",
        "number",
        "money",
        "percent",
        "date",
        "datetime",
        "switch",
        "select",
        "multi_select",
        "reference",
        "person",
        "rating",
        "rich_text",
        "time",
        "cascader",
        "id_number",
        "credit_code",
        "bank_card",
        "barcode",
        "region",
        "address",
        "location",
        "department");
  }

  private List<String> shuffled(List<String> all) {
    List<String> order = new ArrayList<>(all);
    java.util.Collections.shuffle(order, random);
    return order;
  }

  private ObjectNode field(String key, String type, String label) {
    return fields.addObject().put("key", key).put("type", type).put("label", label);
  }

  /** The form under a key. */
  ObjectNode document(String key) {
    ObjectNode form = JSON.objectNode();
    form.put("kind", "form").put("key", key).put("label", "随机" + key).put("title", "name");
    form.set("fields", fields.deepCopy());
    return form;
  }

  /** Values of a record; its name says which. */
  Map<String, @Nullable Object> record(int number) {
    Map<String, @Nullable Object> values = some(head);
    values.put("name", number + text());
    List<Map<String, @Nullable Object>> lines = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Map<String, @Nullable Object> line = some(columns);
      line.put("count", decimal(3, false));
      lines.add(line);
    }
    values.put("lines", lines);
    return values;
  }

  private Map<String, @Nullable Object> some(Map<String, Supplier<@Nullable Object>> makers) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    makers.forEach((key, maker) -> {
      if (random.nextInt(5) > 0) {
        values.put(key, maker.get());
      }
    });
    return values;
  }

  private void add(
      ArrayNode to, Map<String, Supplier<@Nullable Object>> makers, String type, String key) {
    ObjectNode field = to.addObject().put("key", key).put("type", type);
    field.put("label", key.replace('_', ' ') + (random.nextBoolean() ? "（元）" : ""));
    makers.put(key, maker(type, field));
  }

  private Supplier<@Nullable Object> maker(String type, ObjectNode field) {
    switch (type) {
      case "number", "money", "percent" -> {
        int scale = random.nextInt(7);
        field.put("scale", scale);
        return () -> decimal(scale, true);
      }
      case "select", "multi_select" -> {
        List<String> keys = options(field.putArray("options"), "o");
        return type.equals("select") ? () -> one(keys) : () -> subset(keys);
      }
      case "cascader" -> {
        boolean any = random.nextBoolean();
        field.put("anyLevel", any);
        List<String> keys = tree(field.putArray("options"), any);
        return () -> one(keys);
      }
      case "reference" -> {
        field.put("form", around.goods);
        return () -> one(around.records);
      }
      case "region" -> {
        int level = 1 + random.nextInt(3);
        field.put("level", List.of("province", "city", "county").get(level - 1));
        return () -> one(around.regions.get(level));
      }
      case "barcode" -> {
        boolean any = random.nextBoolean();
        field.put("format", any ? "qr" : "code128");
        return () ->
            any ? one(List.of("订单 1", "https://x.cn/?a=1", "=1")) : "AB-" + random.nextInt();
      }
      default -> {
        return () -> plain(type);
      }
    }
  }

  private @Nullable Object plain(String type) {
    return switch (type) {
      case "phone" -> one(List.of("13800138000", "0769-22331234", "+8613800138000"));
      case "email" -> "a.b+" + random.nextInt(99) + "@example.com";
      case "url" -> "https://example.com/?q=" + random.nextInt(99) + "&x=%E4%B8%80";
      case "date" ->
          LocalDate.of(1900, 1, 1)
              .plusDays(random.nextInt(random.nextBoolean() ? 120 : 90_000))
              .toString();
      case "datetime" ->
          Instant.parse("1992-01-01T00:00:00Z")
              .plusMillis(random.nextLong(6_000_000_000_000L))
              .toString();
      case "switch" -> random.nextBoolean();
      case "person" -> one(around.people);
      case "department" -> one(around.departments);
      case "rating" -> String.valueOf(1 + random.nextInt(5));
      case "time" -> "%02d:%02d".formatted(random.nextInt(24), random.nextInt(60));
      case "id_number" -> one(CITIZENS);
      case "credit_code" -> one(COMPANIES);
      case "bank_card" -> one(CARDS);
      case "rich_text" -> rich();
      case "address" ->
          Map.of("region", one(around.regions.get(3)), "detail", random.nextInt(900) + " 号，一楼");
      case "location" -> place();
      default -> text();
    };
  }

  private Object place() {
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("longitude", decimal(6, false).movePointLeft(3).toPlainString());
    place.put("latitude", decimal(6, false).movePointLeft(4).toPlainString());
    if (random.nextBoolean()) {
      place.put("name", one(List.of("市民中心", "A座 (北门)", "=1")));
    }
    return place;
  }

  private String rich() {
    StringBuilder html = new StringBuilder();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      html.append(
          one(
              List.of(
                  "<p>一段</p>",
                  "<p>a &lt; b &amp;&nbsp;c</p>",
                  "<p>&lt;b&gt;</p>",
                  "<p></p>",
                  "<p>二<strong>重</strong></p>",
                  "<ul><li><p>点</p></li></ul>",
                  "<p>=1</p>")));
    }
    return html + "<p>末</p>";
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      text.append(one(PIECES));
    }
    return text.toString().isBlank() ? "空" : text.toString();
  }

  private BigDecimal decimal(int scale, boolean large) {
    int bits = large && random.nextInt(4) == 0 ? 62 : 4 + random.nextInt(14);
    BigDecimal number = new BigDecimal(new BigInteger(bits, random), scale);
    return large && random.nextInt(3) == 0 ? number.negate() : number;
  }

  private List<String> options(ArrayNode options, String prefix) {
    List<String> keys = new ArrayList<>();
    for (String label : List.of("甲", "乙、丙", "丙", "甲", "=1", "a, b", "Red")) {
      String key = prefix + keys.size();
      options.addObject().put("key", key).put("label", label);
      keys.add(key);
    }
    options.addObject().put("key", "Red").put("label", "红");
    keys.add("Red");
    return keys;
  }

  private List<String> tree(ArrayNode options, boolean any) {
    List<String> keys = new ArrayList<>();
    for (String branch : List.of("纸", "墨")) {
      ObjectNode above = options.addObject().put("key", branch + "_key").put("label", branch);
      if (any) {
        keys.add(branch + "_key");
      }
      ArrayNode children = above.putArray("children");
      for (String leaf : List.of("大", "小 / 中")) {
        children.addObject().put("key", branch + leaf).put("label", leaf);
        keys.add(branch + leaf);
      }
    }
    return keys;
  }

  private List<String> subset(List<String> all) {
    Set<String> some = new LinkedHashSet<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      some.add(one(all));
    }
    return List.copyOf(some);
  }

  private <T> T one(@Nullable List<T> all) {
    List<T> some = java.util.Objects.requireNonNull(all);
    return some.get(random.nextInt(some.size()));
  }
}
