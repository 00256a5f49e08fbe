package io.xiaodan.exchange;

import io.xiaodan.form.FormField;
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
  private static final String DELIMITERS = "、,，;；|\n";

  private static final Map<String, Boolean> WORDS = words();

  private final Finder finder;
  private final ZoneId zone;

  /** Finds what names stand for. */
  interface Finder {

    /** The record a name stands for. */
    Read record(FormField field, ReferenceType type, MappedValue.Cell cell, String text);

    /** The person a name stands for. */
    Read person(FormField field, String text);
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

  CellReader(Finder finder, ZoneId zone) {
    this.finder = finder;
    this.zone = zone;
  }

  /** Reads a cell for a field; one of nothing is empty. */
  Read read(FormField field, MappedValue.Cell cell, String text) {
    if (text.isBlank()) {
      return Read.of(null);
    }
    return switch (field.type().name()) {
      case "number", "money" -> text(number(text, false));
      case "percent" -> text(number(text, true));
      case "date" -> text(CellDates.date(narrow(text)));
      case "datetime" -> text(CellDates.moment(narrow(text), zone));
      case "switch" -> flag(text);
      case "select" -> select((SelectType) field.type(), text);
      case "multi_select" -> many((MultiSelectType) field.type(), text);
      case "reference" -> finder.record(field, (ReferenceType) field.type(), cell, text.strip());
      case "person", "created_by", "updated_by" -> finder.person(field, text.strip());
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

  private static Read select(SelectType type, String text) {
    String key = option(type, text);
    return key == null ? unknown(type, text) : text(key);
  }

  private static Read unknown(SelectType type, String text) {
    List<String> zh = new ArrayList<>();
    List<String> en = new ArrayList<>();
    for (Label label : type.options().values()) {
      zh.add(label.zh());
      en.add(label.en());
    }
    return Read.refused(
        "exchange.option_unknown",
        "value",
        text.strip(),
        "options",
        new Label(String.join("、", zh), String.join(", ", en)));
  }

  private static @Nullable String option(SelectType type, String text) {
    if (type.options().containsKey(text.strip())) {
      return text.strip();
    }
    String wanted = narrow(text);
    for (Map.Entry<String, Label> option : type.options().entrySet()) {
      if (narrow(option.getValue().zh()).equalsIgnoreCase(wanted)
          || narrow(option.getValue().en()).equalsIgnoreCase(wanted)) {
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
        return unknown(type.one(), first);
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
