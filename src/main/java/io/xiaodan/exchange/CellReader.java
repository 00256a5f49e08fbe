package io.xiaodan.exchange;

import io.xiaodan.exchange.sheet.SafeText;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.CascaderType;
import io.xiaodan.form.type.MultiSelectType;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.form.type.SelectType;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import java.text.Normalizer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads what people write into cells: names instead of ids, labels instead of keys, dates and
 * numbers as they are usual. What it cannot make out goes to the record door as it is, which says
 * what is wrong with it; nothing is guessed. Used by many threads.
 */
final class CellReader {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?%?");
  private static final Pattern BRACKETED = Pattern.compile("\\(([^()]+)\\)");
  private static final Pattern NAMED_PLACE =
      Pattern.compile(
          "(.+?)\\s*[(（]\\s*(-?\\d{1,3}(?:\\.\\d+)?)\\s*[,，]\\s*(-?\\d{1,2}(?:\\.\\d+)?)\\s*[)）]");
  private static final int MOST_NAMED = 30;
  private static final String DELIMITERS = "、,，;；|\n";

  private static final Map<String, Boolean> WORDS = words();

  private final Finder finder;
  private final OwnNames own;
  private final ZoneId zone;

  /** Finds the records that names stand for. */
  interface Finder {
    Read record(FormField field, ReferenceType type, MappedValue.Cell cell, String text);
  }

  /**
   * What a cell says.
   *
   * @param json as the record door takes it; null for nothing
   * @param refusal what is wrong with it; null when nothing is
   */
  record Read(@Nullable JsonNode json, @Nullable Message refusal) {

    static Read of(@Nullable JsonNode json) {
      return new Read(json, null);
    }

    static Read refused(String code, Object... namesAndValues) {
      return new Read(null, Message.of(code, namesAndValues));
    }
  }

  CellReader(Finder finder, OwnNames own, ZoneId zone) {
    this.finder = finder;
    this.own = own;
    this.zone = zone;
  }

  /** Reads a cell for a field; one of nothing is empty. */
  Read read(FormField field, MappedValue.Cell cell, String text) {
    if (text.isBlank()) {
      return Read.of(null);
    }
    if (SafeText.isLeftOut(text)) {
      return Read.refused("exchange.cell_left_out", "label", field.label());
    }
    return switch (field.type().name()) {
      case "number", "money", "rating" -> text(number(text, false));
      case "percent" -> text(number(text, true));
      case "date" -> text(CellDates.date(narrow(text)));
      case "datetime" -> text(CellDates.moment(narrow(text), zone));
      case "switch" -> flag(text);
      case "select" -> option(((SelectType) field.type()).options(), text);
      case "cascader" -> way(((CascaderType) field.type()).options(), text);
      case "region", "time" -> text(narrow(text));
      case "location" -> place(text.strip());
      case "rich_text" -> text(RichCells.html(text));
      case "multi_select" -> many((MultiSelectType) field.type(), text);
      case "reference" -> finder.record(field, (ReferenceType) field.type(), cell, text.strip());
      case "person", "created_by", "updated_by" -> own.person(text.strip());
      case "department" -> own.department(text.strip());
      case "attachment", "image", "signature" ->
          Read.refused("exchange.cell_file", "label", field.label());
      case "phone", "email", "url", "auto_number" -> text(text.strip());
      default -> text(text);
    };
  }

  private static Read text(String text) {
    return Read.of(JSON.stringNode(text));
  }

  /** Letters and digits of full width as plain ones. */
  private static String narrow(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
  }

  /**
   * A number in plain digits.
   *
   * @param share whether 13 % is 13 or 0.13
   */
  private static String number(String text, boolean share) {
    String plain = narrow(text).replaceAll("[\\s¥￥$€'_]|RMB|CNY|元$", "");
    var bracketed = BRACKETED.matcher(plain);
    if (bracketed.matches()) {
      plain = "-" + bracketed.group(1);
    }
    if (GROUPED.matcher(plain).matches()) {
      plain = plain.replace(",", "");
    }
    if (plain.endsWith("%")) {
      String part = plain.substring(0, plain.length() - 1);
      try {
        return share ? part : new java.math.BigDecimal(part).movePointLeft(2).toPlainString();
      } catch (NumberFormatException e) {
        return text;
      }
    }
    return plain.isEmpty() ? text : plain;
  }

  private static Map<String, Boolean> words() {
    Map<String, Boolean> words = new LinkedHashMap<>();
    for (String yes : List.of("是", "yes", "y", "true", "1", "√", "✓", "对", "有", "on")) {
      words.put(yes, true);
    }
    for (String no : List.of("否", "no", "n", "false", "0", "×", "✗", "错", "无", "off")) {
      words.put(no, false);
    }
    return words;
  }

  private static Read flag(String text) {
    Boolean known = WORDS.get(narrow(text).toLowerCase(Locale.ROOT));
    return known == null ? text(text) : Read.of(JSON.booleanNode(known));
  }

  private static Read option(Map<String, Label> options, String text) {
    String key = key(options, text, CellReader::narrow);
    return key == null ? unknown(options, text) : text(key);
  }

  /**
   * An option of a tree by the labels of its way, however they are joined, or by its own alone
   * where no other has the same.
   */
  private static Read way(Map<String, Label> options, String text) {
    String key = key(options, text, CellReader::joined);
    if (key == null) {
      String last = joined(text);
      List<String> ends =
          options.entrySet().stream()
              .filter(option ->
                  joined(option.getValue().zh()).endsWith("/" + last)
                      || joined(option.getValue().en()).endsWith("/" + last))
              .map(Map.Entry::getKey)
              .toList();
      key = ends.size() == 1 ? ends.getFirst() : null;
    }
    return key == null ? unknown(options, text) : text(key);
  }

  private static String joined(String way) {
    return narrow(way).toLowerCase(Locale.ROOT).replaceAll("\\s*[/>\\\\]\\s*", "/");
  }

  private static Read place(String text) {
    var named = NAMED_PLACE.matcher(text);
    if (!named.matches()) {
      return text(text);
    }
    return Read.of(
        JSON.objectNode()
            .put("longitude", named.group(2))
            .put("latitude", named.group(3))
            .put("name", named.group(1)));
  }

  private static Read unknown(Map<String, Label> options, String text) {
    List<String> zh = new ArrayList<>();
    List<String> en = new ArrayList<>();
    for (Label label : options.values().stream().limit(MOST_NAMED).toList()) {
      zh.add(label.zh());
      en.add(label.en());
    }
    if (options.size() > MOST_NAMED) {
      zh.add("…");
      en.add("…");
    }
    return Read.refused(
        "exchange.option_unknown",
        "value",
        text.strip(),
        "options",
        new Label(String.join("、", zh), String.join(", ", en)));
  }

  private static @Nullable String key(
      Map<String, Label> options, String text, UnaryOperator<String> bare) {
    if (options.containsKey(text.strip())) {
      return text.strip();
    }
    String wanted = bare.apply(text);
    for (Map.Entry<String, Label> option : options.entrySet()) {
      if (bare.apply(option.getValue().zh()).equalsIgnoreCase(wanted)
          || bare.apply(option.getValue().en()).equalsIgnoreCase(wanted)) {
        return option.getKey();
      }
    }
    return null;
  }

  /** Options one after the other; a label that has a comma in it is one option all the same. */
  private static Read many(MultiSelectType type, String text) {
    Map<String, String> names = new LinkedHashMap<>();
    type.one()
        .options()
        .forEach((key, label) -> {
          names.put(key, key);
          names.put(label.zh(), key);
          names.put(label.en(), key);
        });
    List<String> longest =
        names.keySet().stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    ArrayNode chosen = JSON.arrayNode();
    String rest = text.strip();
    while (!rest.isEmpty()) {
      String name = beginning(rest, longest);
      if (name == null) {
        String first = rest.split("[" + DELIMITERS + "]", 2)[0];
        return unknown(type.one().options(), first);
      }
      chosen.add(names.get(name));
      rest = rest.substring(name.length()).strip();
      rest = rest.isEmpty() ? rest : rest.substring(1).strip();
    }
    return Read.of(chosen);
  }

  private static @Nullable String beginning(String text, List<String> names) {
    for (String name : names) {
      if (text.regionMatches(true, 0, name, 0, name.length())) {
        String rest = text.substring(name.length()).stripLeading();
        if (rest.isEmpty() || DELIMITERS.indexOf(rest.charAt(0)) >= 0) {
          return name;
        }
      }
    }
    return null;
  }
}
