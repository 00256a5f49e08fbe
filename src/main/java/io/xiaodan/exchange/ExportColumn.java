package io.xiaodan.exchange;

import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.exchange.sheet.SheetColumn;
import io.xiaodan.form.FieldType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.LiveField;
import io.xiaodan.form.type.DecimalType;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column of an export.
 *
 * @param key as it is asked for: {@code amount}, {@code lines.product}, {@code created_at}
 * @param label for people
 * @param type name of the type of its values; of a lookup, of the field it leads to
 * @param kind the type itself; null for what every record has without a field
 * @param field what can be written; null for what every record has, lookups and roll-ups
 * @param lines the line items it belongs to; null for the head
 */
record ExportColumn(
    String key,
    Label label,
    String type,
    @Nullable FieldType kind,
    @Nullable FormField field,
    @Nullable LineItems lines) {

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
   * @param blueprint where lookups lead
   * @throws io.xiaodan.kernel.ProblemException invalid for one that is not there or not to be seen
   */
  static List<ExportColumn> of(Blueprint blueprint, FormAccess rights, ExportRequest request) {
    List<ExportColumn> columns = new ArrayList<>();
    List<Violation> unknown = new ArrayList<>();
    for (String key : wanted(rights.form(), rights, request)) {
      ExportColumn column = find(blueprint, rights, key);
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
          all.addAll(columnsOf(lines));
        }
      }
      return all;
    }
    Set<String> all = new LinkedHashSet<>();
    form.fields().keySet().stream().filter(key -> isSeen(rights, key)).forEach(all::add);
    form.live().keySet().stream().filter(key -> isSeen(rights, key)).forEach(all::add);
    form.lines().values().stream()
        .filter(lines -> isSeen(rights, lines.key()))
        .forEach(lines -> all.addAll(columnsOf(lines)));
    return all;
  }

  private static List<String> columnsOf(LineItems lines) {
    List<String> all = new ArrayList<>();
    lines.columns().keySet().forEach(column -> all.add(lines.key() + "." + column));
    lines.live().keySet().forEach(column -> all.add(lines.key() + "." + column));
    return all;
  }

  private static boolean isSeen(FormAccess rights, String key) {
    return rights.fieldEver(key) != FieldAccess.HIDDEN || rights.isMaskedAtMost(key);
  }

  private static @Nullable ExportColumn find(Blueprint blueprint, FormAccess rights, String key) {
    Form form = rights.form();
    int dot = key.indexOf('.');
    if (dot > 0) {
      LineItems lines = form.lines().get(key.substring(0, dot));
      return lines == null || !isSeen(rights, lines.key())
          ? null
          : ofLines(blueprint, lines, key.substring(dot + 1));
    }
    FormField field = form.fields().get(key);
    LiveField live = form.live().get(key);
    if (field != null || live != null) {
      return !isSeen(rights, key)
          ? null
          : field != null ? of(field) : of(blueprint, live, form.fields());
    }
    String system = SYSTEM.get(key);
    return system == null
        ? null
        : new ExportColumn(key, systemLabel(key), system, null, null, null);
  }

  private static @Nullable ExportColumn ofLines(
      Blueprint blueprint, LineItems lines, String column) {
    FormField field = lines.columns().get(column);
    LiveField live = lines.live().get(column);
    if (field == null && live == null) {
      return null;
    }
    ExportColumn own = field != null ? of(field) : of(blueprint, live, lines.columns());
    return new ExportColumn(
        lines.key() + "." + column,
        new Label(
            lines.label().in(Language.ZH) + "." + own.label.in(Language.ZH),
            lines.label().in(Language.EN) + "." + own.label.in(Language.EN)),
        own.type,
        own.kind,
        field,
        lines);
  }

  private static ExportColumn of(FormField field) {
    return new ExportColumn(
        field.key(), field.label(), field.type().name(), field.type(), field, null);
  }

  private static ExportColumn of(
      Blueprint blueprint, @Nullable LiveField live, Map<String, FormField> fields) {
    LiveField of = Objects.requireNonNull(live);
    FieldType kind =
        switch (of) {
          case LiveField.RollUp rollUp -> rollUp.type();
          case LiveField.Place place -> place.type();
          case LiveField.OfLedger asked -> asked.type();
          case LiveField.Lookup lookup -> end(blueprint, lookup, fields).type();
        };
    return new ExportColumn(of.key(), of.label(), kind.name(), kind, null, null);
  }

  /** The field at the end of a lookup, which the compiler has seen to be there. */
  private static FormField end(
      Blueprint blueprint, LiveField.Lookup lookup, Map<String, FormField> fields) {
    Map<String, FormField> at = fields;
    for (String step : lookup.path().subList(0, lookup.path().size() - 1)) {
      FormField reference = Objects.requireNonNull(at.get(step));
      String target = ((ReferenceType) reference.type()).form();
      at = blueprint.find(Form.TYPE, target).orElseThrow().fields();
    }
    return Objects.requireNonNull(at.get(lookup.path().getLast()));
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
    int scale = kind instanceof DecimalType decimal ? decimal.scale() : 0;
    String places = scale == 0 ? "" : "." + "0".repeat(scale);
    String format =
        switch (type) {
          case "number", "rating" -> "0" + places;
          case "money" -> "#,##0" + places;
          case "percent" -> "0" + places + "%";
          case "date" -> "yyyy-mm-dd";
          case "datetime" -> "yyyy-mm-dd hh:mm:ss";
          default -> null;
        };
    int width =
        switch (type) {
          case "long_text", "rich_text", "attachment", "image", "address" -> 40;
          case "datetime", "id_number", "credit_code" -> 20;
          case "text", "reference", "email", "url", "region", "cascader", "location", "bank_card" ->
              24;
          default -> 14;
        };
    return new SheetColumn(label.in(language), format, width, false);
  }

  /** The value in a record, or in a row of line items, as the API shows it. */
  @Nullable Object value(Map<String, @Nullable Object> record, @Nullable Map<?, ?> line) {
    if (lines != null) {
      return line == null ? null : line.get(key.substring(key.indexOf('.') + 1));
    }
    if (kind != null) {
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

  /** Whether a record shows only a part of the value, or nothing of it, to who asks. */
  boolean isMasked(Map<String, @Nullable Object> record) {
    return lines == null && record.get("masked") instanceof List<?> masked && masked.contains(key);
  }
}
