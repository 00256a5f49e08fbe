package io.xiaodan.exchange;

import io.xiaodan.exchange.sheet.SheetWriter;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.MultiSelectType;
import io.xiaodan.form.type.SelectType;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a cell says of a value: names instead of ids, labels instead of keys, exact numbers, moments
 * on the wall clock. {@link CellReader} reads it back.
 */
final class CellFormat {

  private final Language language;
  private final ZoneId zone;

  CellFormat(Language language, ZoneId zone) {
    this.language = language;
    this.zone = zone;
  }

  /**
   * The cell of a value.
   *
   * @param field null for what every record has without a field
   * @param value as the API shows it
   * @return as {@link SheetWriter} takes it
   */
  @Nullable Object cell(String type, @Nullable FormField field, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (type) {
      case "number", "money" -> new BigDecimal(value.toString());
      case "percent" -> new SheetWriter.Percent(new BigDecimal(value.toString()));
      case "date" -> LocalDate.parse(value.toString());
      case "datetime" -> Instant.parse(value.toString()).atZone(zone).toLocalDateTime();
      case "switch" -> word(Boolean.TRUE.equals(value));
      case "select" ->
          field != null && field.type() instanceof SelectType select
              ? label(select, value.toString())
              : value.toString();
      case "multi_select" ->
          field != null
                  && field.type() instanceof MultiSelectType many
                  && value instanceof List<?> keys
              ? keys.stream()
                  .map(key -> label(many.one(), String.valueOf(key)))
                  .collect(Collectors.joining(separator()))
              : text(value);
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

  private String label(SelectType select, String key) {
    Label label = select.options().get(key);
    if (label == null) {
      return key;
    }
    String text = label.in(language);
    boolean twice =
        select.options().entrySet().stream()
            .anyMatch(
                other -> !other.getKey().equals(key) && other.getValue().in(language).equals(text));
    return twice ? key : text;
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
