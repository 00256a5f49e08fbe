package io.xiaodan.exchange;

import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.exchange.sheet.SheetColumn;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column of an export.
 *
 * @param key as it is asked for: {@code amount}, {@code lines.product}, {@code created_at}
 * @param label for people
 * @param type name of the field's type
 * @param field null for what every record has without a field
 * @param lines the line items it belongs to; null for the head
 */
record ExportColumn(
    String key, Label label, String type, @Nullable FormField field, @Nullable LineItems lines) {

  /** What every record has without a field: its type and the name of it in the API. */
  private static final Map<String, String> SYSTEM =
      Map.of(
          "created_at", "datetime",
          "created_by", "person",
          "updated_at", "datetime",
          "updated_by", "person");

  /**
   * The columns asked for, as far as the person may ever see them.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid for one that is not there or not to be seen
   */
  static List<ExportColumn> of(FormAccess rights, ExportRequest request) {
    List<ExportColumn> columns = new ArrayList<>();
    List<Violation> unknown = new ArrayList<>();
    for (String key : wanted(rights.form(), rights, request)) {
      ExportColumn column = find(rights, key);
      if (column == null) {
        unknown.add(Violation.at("columns", Message.of("exchange.column_unknown", "column", key)));
      } else if (column.lines == null || request.lines() != ExportRequest.Lines.NONE) {
        columns.add(column);
      }
    }
    if (!unknown.isEmpty()) {
      throw Problem.invalid(unknown).exception();
    }
    if (columns.stream().allMatch(column -> column.lines != null)) {
      throw Problem.invalid(List.of(Violation.at("columns", Message.of("exchange.columns_none"))))
          .exception();
    }
    return columns;
  }

  private static Set<String> wanted(Form form, FormAccess rights, ExportRequest request) {
    if (request.columns() != null) {
      Set<String> all = new LinkedHashSet<>();
      for (String key : request.columns()) {
        LineItems lines = form.lines().get(key);
        if (lines == null) {
          all.add(key);
        } else {
          lines.columns().keySet().forEach(column -> all.add(key + "." + column));
        }
      }
      return all;
    }
    Set<String> all = new LinkedHashSet<>();
    form.fields().keySet().stream().filter(key -> isSeen(rights, key)).forEach(all::add);
    form.lines().values().stream()
        .filter(lines -> isSeen(rights, lines.key()))
        .forEach(lines ->
            lines.columns().keySet().forEach(column -> all.add(lines.key() + "." + column)));
    return all;
  }

  private static boolean isSeen(FormAccess rights, String key) {
    return rights.fieldEver(key) != FieldAccess.HIDDEN;
  }

  private static @Nullable ExportColumn find(FormAccess rights, String key) {
    Form form = rights.form();
    int dot = key.indexOf('.');
    if (dot > 0) {
      LineItems lines = form.lines().get(key.substring(0, dot));
      FormField field = lines == null ? null : lines.columns().get(key.substring(dot + 1));
      return lines == null || field == null || !isSeen(rights, lines.key())
          ? null
          : new ExportColumn(
              key,
              new Label(
                  lines.label().in(Language.ZH) + "." + field.label().in(Language.ZH),
                  lines.label().in(Language.EN) + "." + field.label().in(Language.EN)),
              field.type().name(),
              field,
              lines);
    }
    FormField field = form.fields().get(key);
    if (field != null) {
      return isSeen(rights, key)
          ? new ExportColumn(key, field.label(), field.type().name(), field, null)
          : null;
    }
    String system = SYSTEM.get(key);
    return system == null ? null : new ExportColumn(key, systemLabel(key), system, null, null);
  }

  private static Label systemLabel(String key) {
    return switch (key) {
      case "created_at" -> new Label("创建时间", "Created");
      case "created_by" -> new Label("创建人", "Created by");
      case "updated_at" -> new Label("更新时间", "Changed");
      default -> new Label("更新人", "Changed by");
    };
  }

  /** The column as a sheet shows it. */
  SheetColumn sheet(Language language) {
    int scale = field == null ? 0 : field.document().path("scale").asInt(2);
    String places = scale == 0 ? "" : "." + "0".repeat(scale);
    String format =
        switch (type) {
          case "number" -> "0" + places;
          case "money" -> "#,##0" + places;
          case "percent" -> "0" + places + "%";
          case "date" -> "yyyy-mm-dd";
          case "datetime" -> "yyyy-mm-dd hh:mm:ss";
          default -> null;
        };
    int width =
        switch (type) {
          case "long_text", "rich_text", "attachment" -> 40;
          case "datetime" -> 20;
          case "text", "reference", "email", "url" -> 24;
          default -> 14;
        };
    return new SheetColumn(label.in(language), format, width, false);
  }

  /** The value in a record, or in a row of line items, as the API shows it. */
  @Nullable Object value(Map<String, @Nullable Object> record, @Nullable Map<?, ?> line) {
    if (lines != null) {
      return line == null || field == null ? null : line.get(field.key());
    }
    if (field != null) {
      return record.get("values") instanceof Map<?, ?> values ? values.get(key) : null;
    }
    return record.get(
        switch (key) {
          case "created_at" -> "createdAt";
          case "created_by" -> "createdBy";
          case "updated_at" -> "updatedAt";
          default -> "updatedBy";
        });
  }
}
