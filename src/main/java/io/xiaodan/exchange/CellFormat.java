package io.xiaodan.exchange;

import io.xiaodan.exchange.sheet.SheetWriter;
import io.xiaodan.form.FieldType;
import io.xiaodan.form.type.CascaderType;
import io.xiaodan.form.type.MultiSelectType;
import io.xiaodan.form.type.RegionType;
import io.xiaodan.form.type.Regions;
import io.xiaodan.form.type.SelectType;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a cell says of a value: names instead of ids, labels instead of keys, exact numbers, moments
 * on the wall clock. {@link CellReader} reads it back.
 */
final class CellFormat {

  private final Language language;
  private final ZoneId zone;
  private final OwnNames names;
  private final Map<Map<String, Label>, Map<String, String>> labels = new IdentityHashMap<>();

  CellFormat(Language language, ZoneId zone, OwnNames names) {
    this.language = language;
    this.zone = zone;
    this.names = names;
  }

  /**
   * The cell of a column in a record or in a row of its line items; of a masked value, its mask.
   *
   * @return as {@link SheetWriter} takes it
   */
  @Nullable Object cell(
      ExportColumn column, Map<String, @Nullable Object> record, @Nullable Map<?, ?> line) {
    Object value = column.value(record, line);
    if (value == null) {
      return null;
    }
    return column.isMasked(record) ? value.toString() : cell(column.type(), column.kind(), value);
  }

  /**
   * The cell of a value.
   *
   * @param kind null for what every record has without a field
   * @param value as the API shows it
   */
  Object cell(String type, @Nullable FieldType kind, Object value) {
    return switch (type) {
      case "number", "money", "rating" -> new BigDecimal(value.toString());
      case "percent" -> new SheetWriter.Percent(new BigDecimal(value.toString()));
      case "date" -> LocalDate.parse(value.toString());
      case "datetime" -> Instant.parse(value.toString()).atZone(zone).toLocalDateTime();
      case "switch" -> word(Boolean.TRUE.equals(value));
      case "select" ->
          kind instanceof SelectType of ? label(of.options(), value) : value.toString();
      case "cascader" ->
          kind instanceof CascaderType of ? label(of.options(), value) : value.toString();
      case "multi_select" ->
          kind instanceof MultiSelectType many && value instanceof List<?> keys
              ? keys.stream()
                  .map(key -> label(many.one().options(), String.valueOf(key)))
                  .collect(Collectors.joining(separator()))
              : text(value);
      case "region" -> region(kind, value.toString());
      case "address" -> part(value, "text");
      case "location" -> place(value);
      case "rich_text" -> RichCells.cell(value.toString());
      case "person" -> names.person(id(value), text(value));
      case "department" -> names.department(id(value), text(value));
      default -> text(value);
    };
  }

  private String word(boolean yes) {
    boolean chinese = language == Language.ZH;
    return yes ? (chinese ? "是" : "Yes") : (chinese ? "否" : "No");
  }

  private String separator() {
    return language == Language.ZH ? "、" : "; ";
  }

  private String label(Map<String, Label> options, Object key) {
    String text = key.toString();
    return labels.computeIfAbsent(options, this::labels).getOrDefault(text, text);
  }

  /** What stands for each option: its label, or its key where that leads to another one too. */
  private Map<String, String> labels(Map<String, Label> options) {
    Map<String, Integer> uses = new HashMap<>();
    options.forEach((key, label) ->
        Stream.of(key, label.zh(), label.en())
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .distinct()
            .forEach(name -> uses.merge(name, 1, Integer::sum)));
    Map<String, String> shown = new HashMap<>();
    options.forEach((key, label) -> {
      String text = label.in(language);
      boolean only = uses.getOrDefault(text.strip().toLowerCase(Locale.ROOT), 2) == 1;
      shown.put(key, only ? text : key);
    });
    return shown;
  }

  /** The whole name of a region, or its code where the name does not lead back to it. */
  private static String region(@Nullable FieldType kind, String code) {
    String name = Regions.china().name(code);
    return kind instanceof RegionType type && code.equals(type.fit(name).value()) ? name : code;
  }

  private static String place(Object value) {
    String degrees = part(value, "longitude") + "," + part(value, "latitude");
    String name = part(value, "name");
    return name.isEmpty() ? degrees : name + " (" + degrees + ")";
  }

  private static String part(Object value, String key) {
    return value instanceof Map<?, ?> map
        ? map.get(key) == null ? "" : String.valueOf(map.get(key))
        : value.toString();
  }

  private static @Nullable Object id(Object value) {
    return value instanceof Map<?, ?> map ? map.get("id") : null;
  }

  private String text(Object value) {
    return switch (value) {
      case Map<?, ?> map when map.get("title") != null -> map.get("title").toString();
      case Map<?, ?> map when map.get("name") != null -> map.get("name").toString();
      case Map<?, ?> map when map.get("label") != null -> map.get("label").toString();
      case List<?> list ->
          list.stream()
              .filter(Objects::nonNull)
              .map(this::text)
              .collect(Collectors.joining(separator()));
      default -> value.toString();
    };
  }
}
